// Keeps for when there is no network: the scanning page of one class with its list of names, or a participant's own page of
// attendance, and what they are made of. Nothing else is kept; the desk's is forgotten at log-out, a participant's once its
// link is dead.
const CACHE = "binakon-presensi"
// What is shown instead of a page of staff that was never kept.
const AWAY = new URL("luring/", registration.scope).href
const PAGE = /\/hadir\/(\d+\/)?pindai\/$|^\/pendaftaran\/[^/]+\/hadir\/$/
const isPage = (url) => url.href.startsWith(registration.scope) && PAGE.test(url.pathname)
const isKept = (url) => url.origin === location.origin && (url.href === AWAY || isPage(url) || url.pathname.startsWith("/static/"))

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))

const keep = async (request, answer) => {
  if (!answer.ok || answer.redirected || answer.type !== "basic") {
    // Somebody was logged out: their list of names goes.
    if (answer.redirected || answer.type === "opaqueredirect") await caches.delete(CACHE)
    // A link that ended, or never was: its page goes.
    if (answer.status === 404 || answer.status === 410) await (await caches.open(CACHE)).delete(request.url)
    return
  }
  // First whole, then kept: a network that is lost midway would else take what was kept before with it.
  const { status, statusText, headers } = answer
  const whole = await answer.blob()
  await (await caches.open(CACHE)).put(request.url, new Response(whole, { status, statusText, headers }))
}
const kept = async (request) => {
  const cache = await caches.open(CACHE)
  // Never another page than the one in the address: its scans would go into the wrong session.
  const found = (await cache.match(request.url)) ?? (request.mode === "navigate" && (await cache.match(AWAY)))
  return found || Response.error()
}
self.addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET" || (!isKept(new URL(request.url)) && request.mode !== "navigate")) return
  event.respondWith(
    fetch(request).then((answer) => {
      if (isKept(new URL(request.url))) event.waitUntil(keep(request, answer.clone()))
      return answer
    }, () => kept(request)),
  )
})
// What the page was made of before this worker listened.
self.addEventListener("message", (event) => {
  const urls = event.data.keep.filter((each) => isKept(new URL(each)))
  event.waitUntil(Promise.all(urls.map(async (url) => keep({ url }, await fetch(url, { credentials: "same-origin" })))))
})
