// Saves what is written in the minutes after a pause. Without network the text stays in the page and is sent when it is back.
// Without JavaScript one button saves all; where two wrote at once it leads to both texts.
const form = document.querySelector("form[data-minutes]")
const words = form.dataset
const status = document.getElementById("simpanan")
const PAUSE = 1500
const parts = [...form.querySelectorAll("[data-part]")]
const sent = new Map(parts.map((field) => [field, field.value]))
const base = (field) => form.elements[`dasar-${field.dataset.part}`]
const clashing = new Set()
const changed = () => parts.filter((field) => field.value !== sent.get(field) && !clashing.has(field.dataset.part))
let timer = 0
let isSending = false
const say = (text, tone) => {
  if (status.textContent !== text) status.textContent = text
  if (tone) status.dataset.tone = tone
  else delete status.dataset.tone
}
const shown = () => {
  if (clashing.size) say(words.clash, "wait")
  else say(changed().length ? words.saving : words.saved)
}
const refused = async (answer) => {
  const { problems } = await answer.json()
  say(problems.join(" "), "bad")
}
const take = ({ marks, clashes }, fields) => {
  for (const [field, value] of fields) {
    const mark = marks[field.dataset.part]
    if (mark) { base(field).value = mark; sent.set(field, value) }
  }
  for (const part of clashes) clashing.add(part)
  shown()
}
const save = async () => {
  const fields = changed().map((field) => [field, field.value])
  if (isSending || !fields.length) return
  const body = new FormData()
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [field, value] of fields) {
    body.append(`isi-${field.dataset.part}`, value)
    body.append(`dasar-${field.dataset.part}`, base(field).value)
  }
  isSending = true
  say(words.saving)
  try {
    const answer = await fetch(words.save, { method: "POST", body, redirect: "manual" })
    if (answer.type === "opaqueredirect" || answer.status === 403) say(words.login, "bad")
    else if (answer.status === 422) await refused(answer)
    else if (answer.ok || answer.status === 409) take(await answer.json(), fields)
    else throw new Error(answer.statusText)
  } catch {
    say(words.offline, "wait")
  } finally {
    isSending = false
  }
}
const soon = () => { clearTimeout(timer); timer = setTimeout(save, PAUSE) }
form.addEventListener("input", (event) => { if (event.target.dataset.part) soon() })
form.addEventListener("submit", (event) => {
  if (!navigator.onLine) { event.preventDefault(); say(words.offline, "wait"); return }
  clearTimeout(timer)
  for (const field of parts) sent.set(field, field.value)
})
addEventListener("online", save)
addEventListener("offline", () => say(words.offline, "wait"))
setInterval(save, 5000)
addEventListener("beforeunload", (event) => { if (changed().length) event.preventDefault() })
