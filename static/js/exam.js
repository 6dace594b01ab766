// Keeps answers as they are given; what a broken connection holds back is kept again until it arrives, and on the
// phone itself, so that a browser that was closed or killed meanwhile has it still.
// Without JavaScript the buttons do the same. The server's clock decides; the one shown here only tells of it.
const form = document.querySelector("form[data-exam]")
const words = form.dataset
const status = form.querySelector("[data-exam-status]")
const left = document.querySelector("[data-exam-left]")
const pending = new Set()
const place = `binakon-tes-${words.sitting}`
let isSending = false
const say = (text) => { if (status.textContent !== text) status.textContent = text }
const told = (names) => [...new FormData(form)].filter(([name]) => names.includes(name))
const keep = () => {
  try {
    if (pending.size) localStorage.setItem(place, JSON.stringify([[...pending], told([...pending])]))
    else localStorage.removeItem(place)
  } catch { /* A browser that stores nothing still has the page. */ }
}
const restore = () => {
  try {
    const [names, values] = JSON.parse(localStorage.getItem(place)) ?? [[], []]
    for (const field of form.querySelectorAll("input[name^='q-']:not([type=hidden])")) {
      if (!names.includes(field.name)) continue
      field.checked = values.some(([name, value]) => name === field.name && value === field.value)
      pending.add(field.name)
    }
  } catch { /* What is not ours is left alone. */ }
}
const send = async () => {
  if (isSending || !pending.size) return
  const names = [...pending]
  const body = new FormData()
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [name, value] of told(names)) body.append(name, value)
  pending.clear()
  isSending = true
  say(words.saving)
  let isKept = false
  try {
    const answer = await fetch(words.save, { method: "POST", body })
    if (answer.status === 422 || answer.status === 409) { pending.clear(); keep(); location.reload(); return }
    if (!answer.ok) throw new Error(answer.statusText)
    isKept = true
  } catch {
    for (const name of names) pending.add(name)
    say(words.waiting)
  } finally {
    isSending = false
  }
  keep()
  if (isKept && pending.size) send()
  else if (isKept) say(words.saved)
}
form.addEventListener("change", (event) => {
  if (!event.target.name.startsWith("q-")) return
  pending.add(event.target.name)
  keep()
  send()
})
form.addEventListener("submit", (event) => {
  // What waits stays on the phone until the page comes back: a connection may break under way.
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
restore()
tick()
