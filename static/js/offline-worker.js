// Keeps the offline page, what it loads and the published keys on the device, so that it opens without network.
const KEPT = "binakon-luring-1"
const PAGE = "/verifikasi/luring/"

const keep = async () => {
  const answer = await fetch(PAGE, { credentials: "omit", cache: "no-store" })
  const text = await answer.clone().text()
  const found = [...text.matchAll(/(?:href|src|data-ed25519|data-keys)="([^"#?]+)"/g)].map((match) => match[1])
  const needed = found.filter((path) => path.startsWith("/static/") || path.endsWith("jwks.json"))
  const kept = await caches.open(KEPT)
  await kept.addAll(new Set(needed))
  await kept.put(PAGE, answer)
}

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())))
addEventListener("activate", (event) => event.waitUntil(clients.claim()))

// The network first, so that keys and page are today's; what is kept when there is none.
const answer = async (request) => {
  const { pathname } = new URL(request.url)
  const kept = await caches.open(KEPT)
  try {
    const fresh = await fetch(request)
    const isKept = fresh.ok && (pathname.startsWith("/static/") || pathname.endsWith("jwks.json"))
    if (isKept) await kept.put(request, fresh.clone())
    return fresh
  } catch {
    return (await kept.match(pathname === PAGE ? PAGE : request, { ignoreVary: true })) ?? Response.error()
  }
}

addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request))
})
