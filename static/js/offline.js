// Checks the signature in a certificate's QR on this device: WebCrypto where it knows Ed25519, else the small library beside it. Without it the form asks the server.
const FORM = "BK1"
const PURPOSE = new TextEncoder().encode("binakon offline certificate 1\n")
const script = document.querySelector("script[data-ed25519]")
const byId = (id) => document.getElementById(`luring${id}`)
const answers = ["-cocok", "-palsu", "-tanpa-kunci"].map(byId)

const bytesOf = (text) => {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
    const back = btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
    return back === text ? Uint8Array.from(plain, (sign) => sign.charCodeAt(0)) : null
  } catch {
    return null
  }
}

const isSigned = async (message, signature, key) => {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"])
    return await crypto.subtle.verify("Ed25519", known, signature, message)
  } catch {
    const { verifyAsync } = await import(script.dataset.ed25519)
    return verifyAsync(signature, message, key, { zip215: false }).catch(() => false)
  }
}

const factsIn = (body) => {
  try {
    const told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body))
    const kinds = ["string", "string", "string", "string", "string", "number", "number", "number"]
    const isOurs = Array.isArray(told) && told.length === kinds.length && told.every((value, place) => typeof value === kinds[place])
    return isOurs ? told : null
  } catch {
    return null
  }
}

const publishedKeys = async () => {
  const answer = await fetch(script.dataset.keys).catch(() => null)
  return answer?.ok ? (await answer.json()).keys.filter((key) => key.alg === "EdDSA") : null
}

const read = async (text, keys) => {
  const raw = text.startsWith(FORM) ? bytesOf(text.slice(FORM.length)) : null
  if (!raw || raw.length <= 64) return null
  const body = raw.slice(64)
  const told = factsIn(body)
  if (!told) return null
  const message = new Uint8Array([...PURPOSE, ...body])
  for (const key of keys) {
    if (key.kid.slice(0, 8) !== told[0] || key.office !== told[1]) continue
    if (await isSigned(message, raw.slice(0, 64), bytesOf(key.x))) return { told, office: key.name }
  }
  return null
}

const moment = (number) => Date.UTC(Math.floor(number / 10000), (Math.floor(number / 100) % 100) - 1, number % 100)
const days = (starts, ends) => {
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" })
  return words.formatRange(moment(starts), moment(ends))
}

const show = (answer) => {
  for (const each of answers) each.hidden = each !== answer
  const first = answer.querySelector("[tabindex]") ?? answer
  first.focus()
}

const check = async (text) => {
  const keys = await publishedKeys()
  if (!keys?.length) return show(byId("-tanpa-kunci"))
  const found = await read(text.trim().split("#").pop(), keys)
  if (!found) return show(byId("-palsu"))
  const [, , number, name, title, starts, ends, jp] = found.told
  const when = days(starts, ends)
  const facts = { number, name, title, when: jp ? `${when}, ${jp} JP` : when, office: found.office }
  for (const place of document.querySelectorAll("[data-fact]")) place.textContent = facts[place.dataset.fact]
  show(byId("-cocok"))
}

byId("").addEventListener("submit", (event) => {
  event.preventDefault()
  check(event.target.elements.payload.value)
})
const checkAddress = () => location.hash.startsWith(`#${FORM}`) && check(location.hash)
addEventListener("hashchange", checkAddress)
checkAddress()

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  const place = byId("-kamera")
  const video = place.querySelector("video")
  place.hidden = false
  place.querySelector("button").addEventListener("click", async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null)
    if (!stream) return
    video.hidden = false
    video.srcObject = stream
    await video.play()
    const detector = new BarcodeDetector({ formats: ["qr_code"] })
    const timer = setInterval(async () => {
      const [code] = await detector.detect(video).catch(() => [])
      if (!code?.rawValue.includes(FORM)) return
      clearInterval(timer)
      for (const track of stream.getTracks()) track.stop()
      video.hidden = true
      check(code.rawValue)
    }, 300)
  })
}

if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register(script.dataset.worker)
  await navigator.serviceWorker.ready
  byId("-siap").hidden = false
}
