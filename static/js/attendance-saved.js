// Lists the scanning pages that this device keeps, for whoever asked without network for one that it does not.
const list = document.getElementById("tersimpan")
const scope = new URL(list.dataset.scope, location).href
const cache = await caches.open("binakon-presensi")
for (const { url } of await cache.keys()) {
  if (!url.startsWith(scope) || !url.endsWith("/pindai/")) continue
  const kept = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html")
  const line = document.createElement("li")
  const words = document.createElement("span")
  words.append(Object.assign(document.createElement("a"), { href: url, textContent: kept.querySelector("h1").textContent }))
  line.append(words, Object.assign(document.createElement("small"), { textContent: kept.querySelector(".meta").textContent.split(" · ")[0] }))
  list.append(line)
}
document.getElementById("kosong").hidden = list.children.length > 0
