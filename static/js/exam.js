// Keeps answers as they are given; what a broken connection holds back is kept again until it arrives.
// Without JavaScript the buttons do the same. The server's clock decides; the one shown here only tells of it.
const form = document.querySelector("form[data-exam]")
const words = form.dataset
const status = form.querySelector("[data-exam-status]")
const left = document.querySelector("[data-exam-left]")
const pending = new Set()
let isSending = false
const say = (text) => { if (status.textContent !== text) status.textContent = text }
const send = async () => {
  if (isSending || !pending.size) return
  const names = [...pending]
  const body = new FormData()
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [name, value] of new FormData(form)) if (names.includes(name)) body.append(name, value)
  pending.clear()
  isSending = true
  say(words.saving)
  try {
    const answer = await fetch(words.save, { method: "POST", body })
    if (answer.status === 422 || answer.status === 409) { location.reload(); return }
    if (!answer.ok) throw new Error(answer.statusText)
    say(words.saved)
  } catch {
    for (const name of names) pending.add(name)
    say(words.waiting)
  } finally {
    isSending = false
  }
}
form.addEventListener("change", (event) => {
  if (!event.target.name.startsWith("q-")) return
  pending.add(event.target.name)
  send()
})
form.addEventListener("submit", (event) => {
  if (navigator.onLine) { pending.clear(); return }
  event.preventDefault()
  say(words.waiting)
})
window.addEventListener("online", send)
window.addEventListener("beforeunload", (event) => { if (pending.size) event.preventDefault() })
const end = performance.now() + 1000 * Number(words.seconds)
const tick = () => {
  const seconds = Math.floor((end - performance.now()) / 1000)
  if (seconds <= 0) {
    left.textContent = words.over
    if (navigator.onLine) location.reload()
    return
  }
  const minutes = Math.ceil(seconds / 60)
  const text = seconds < 60 ? words.last : words.left.replace("{menit}", minutes)
  if (left.textContent !== text) left.textContent = text
  send()
  setTimeout(tick, Math.min(5000, 1000 * seconds))
}
tick()
