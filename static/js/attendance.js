// Takes attendance also without network: every scan is kept on the device first, then sent; sent again it is the same scan.
// On the page of staff it reads participants, on a participant's own page the code of the room (`data-accepts`).
// Without JavaScript the form sends one code at a time.
const page = document.getElementById("pindai")
const net = document.getElementById("jaringan")
const form = page.querySelector("form")
const input = form.querySelector("input[name=code]")
const list = document.getElementById("terakhir")
const { session, who, sync, worker, scope, decoder, most } = page.dataset
const besides = page.dataset.besides?.split(" ") ?? []
const accepts = page.dataset.accepts && new RegExp(page.dataset.accepts)
const known = new Map([...document.querySelectorAll("#peserta option, #sesi data")].map((each) => [each.value, { name: each.textContent, hash: each.dataset.hash }]))
const OLD_MINUTES = 5

// The queue: one store of scans, each under its nonce.
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("binakon-presensi", 1)
  request.onupgradeneeded = () => request.result.createObjectStore("scans", { keyPath: "nonce" })
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})
const store = async (mode, deed) => {
  const transaction = (await opened).transaction("scans", mode)
  const request = deed(transaction.objectStore("scans"))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error)
  })
}
const waiting = () => store("readonly", (scans) => scans.getAll())
const forget = (nonces) => store("readwrite", (scans) => { for (const nonce of nonces) scans.delete(nonce) })

const nonce = () => {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
let device = localStorage.getItem("perangkat")
if (!device) localStorage.setItem("perangkat", (device = nonce()))

const tell = (id, name, words) => {
  let line = document.getElementById(`pindaian-${id}`)
  if (!line) {
    line = Object.assign(document.createElement("li"), { id: `pindaian-${id}` })
    line.append(document.createElement("span"), document.createElement("small"))
    list.prepend(line)
    while (list.children.length > 20) list.lastElementChild.remove()
  }
  line.firstElementChild.textContent = name
  line.lastElementChild.textContent = words
}

// Whose code it is, or of which session, as far as the device can know.
const named = async (text) => {
  const code = /\/HADIR\/([0-9A-F]+)\//.exec(text)?.[1] ?? text.split(".")[0]
  const found = known.get(code)
  if (!found?.hash || code === text || !crypto.subtle) return found?.name
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
  const hash = [...digest.slice(0, 8)].map((each) => each.toString(16).padStart(2, "0")).join("")
  return hash === found.hash ? found.name : undefined
}

let trouble = ""
const show = async () => {
  const all = await waiting()
  const mine = all.filter((each) => each.who === who).length
  const words = [trouble && net.dataset[trouble]]
  if (mine) words.push(net.dataset.waiting.replace("0", mine))
  if (all.length > mine) words.push(net.dataset.others.replace("0", all.length - mine))
  const minutes = all.length ? Math.floor((Date.now() - Math.min(...all.map((each) => each.at))) / 60_000) : 0
  if (minutes >= OLD_MINUTES) words.push(net.dataset.old.replace("0", minutes))
  net.dataset.tone = minutes >= OLD_MINUTES ? "bad" : "wait"
  net.querySelector("p").textContent = words.filter(Boolean).join(" ")
  net.hidden = !words.some(Boolean)
}

const token = () => form.querySelector("input[name=csrfmiddlewaretoken]")
const renewToken = async () => {
  const answer = await fetch(location.href, { redirect: "error" })
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("input[name=csrfmiddlewaretoken]")
  if (fresh) token().value = fresh.value
}
const post = (to, scans) => fetch(to, {
  method: "POST",
  redirect: "manual",
  headers: { "Content-Type": "application/json", "X-CSRFToken": token().value },
  body: JSON.stringify({ scans: scans.map(({ nonce, session, text, at, device, camera }) => ({ nonce, session, text, at, device, camera })) }),
})
const send = async (to, scans) => {
  let answer = await post(to, scans)
  // A page kept from before the last log-in has its old token.
  if (answer.status === 403) { await renewToken(); answer = await post(to, scans) }
  if (answer.type === "opaqueredirect") { trouble = "login"; return false }
  if (answer.status === 429) { trouble = "later"; return false }
  if (!answer.ok) { trouble = "refused"; return false }
  const { taken } = await answer.json()
  for (const each of taken) tell(each.nonce, each.name || page.dataset.unknown, each.words)
  await forget(taken.map((each) => each.nonce))
  return true
}
let isSending = false
const flush = async () => {
  if (isSending) return
  isSending = true
  try {
    for (;;) {
      const mine = (await waiting()).filter((each) => each.who === who)
      if (!mine.length) { trouble = ""; break }
      // Staff scan in several classes, each with its address; a participant's link may have been renewed since.
      const to = accepts ? sync : mine[0].to
      const some = mine.filter((each) => accepts || each.to === to).slice(0, Number(most))
      if (!(await send(to, some))) break
    }
  } catch {
    trouble = "offline"
  } finally {
    isSending = false
    await show()
  }
}

const last = { text: "", at: 0 }
const take = async (found, camera) => {
  const text = found.trim().toUpperCase()
  const now = Date.now()
  // What stays before the camera is read again and again.
  const isSame = text === last.text && now - last.at < 5000
  Object.assign(last, { text, at: now })
  if (!text || isSame) return
  if (accepts && !accepts.test(text)) return tell("keliru", page.dataset.wrong, "")
  const scan = { nonce: nonce(), session: Number(session), text, at: now, device, camera, who, to: sync }
  await store("readwrite", (scans) => scans.put(scan))
  tell(scan.nonce, (await named(text)) ?? page.dataset.unknown, page.dataset.kept)
  await show()
  await flush()
}
form.addEventListener("submit", (event) => {
  event.preventDefault()
  take(input.value, false)
  input.value = ""
  input.focus()
})

// The camera, by the browser's own detector or by the one that we bring.
const camera = document.getElementById("kamera")
const video = document.getElementById("gambar")
const detector = async () => {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const own = new BarcodeDetector({ formats: ["qr_code"] })
    return async () => (await own.detect(video))[0]?.rawValue
  }
  await new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: decoder, onload: resolve, onerror: reject })
    document.head.append(script)
  })
  const canvas = document.createElement("canvas")
  const pen = canvas.getContext("2d", { willReadFrequently: true })
  return async () => {
    const scale = Math.min(1, 640 / video.videoWidth)
    canvas.width = video.videoWidth * scale
    canvas.height = video.videoHeight * scale
    pen.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
    return jsQR(data, width, height)?.data
  }
}
const rest = () => {
  for (const track of video.srcObject.getTracks()) track.stop()
  video.srcObject = null
  video.hidden = true
  camera.hidden = false
  camera.focus()
}
const watch = async () => {
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } })
    video.hidden = false
    await video.play()
    camera.hidden = true
    const read = await detector()
    const look = async () => {
      const text = video.readyState >= 2 && (await read().catch(() => undefined))
      if (text) await take(text, true)
      // One code is all that a participant has to read.
      if (text && accepts?.test(text.toUpperCase())) return rest()
      setTimeout(look, 200)
    }
    look()
  } catch {
    tell("kamera", page.dataset.nocamera, "")
  }
}
camera.hidden = !navigator.mediaDevices?.getUserMedia
camera.addEventListener("click", watch)

addEventListener("online", flush)
addEventListener("offline", () => { trouble = "offline"; show() })
setInterval(flush, 15_000)
if (!navigator.onLine) trouble = "offline"
flush()

if ("serviceWorker" in navigator) {
  const registered = await navigator.serviceWorker.register(worker, { scope })
  const ready = await navigator.serviceWorker.ready
  const parts = performance.getEntriesByType("resource").map((each) => each.name)
  ready.active.postMessage({ keep: [...[location.href, decoder, ...besides].map((each) => new URL(each, location).href), ...parts] })
  // On a borrowed phone a participant takes their page along; scans that wait stay.
  const stored = document.getElementById("simpanan")
  if (stored) stored.hidden = false
  document.getElementById("lupakan")?.addEventListener("click", async ({ target }) => {
    await registered.unregister()
    await (await caches.open("binakon-presensi")).delete(location.href)
    target.disabled = true
    target.textContent = target.dataset.done
  })
}
