// Sends a paper as soon as it is chosen and says how far it is; without JavaScript the button does the same.
// The server's answer is the next page, whose content takes the place of this one's.
const show = (request) => {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html")
  const fresh = answer.getElementById("isi")
  if (!fresh) { location.reload(); return }
  document.getElementById("isi").replaceWith(document.adoptNode(fresh))
  document.title = answer.title
  if (request.status < 400) history.replaceState(null, "", request.responseURL)
  listen()
  const summary = document.querySelector(".error-summary")
  const kind = request.upload.kind
  const target = summary ?? document.getElementById(`berkas-${kind}`)?.querySelector("h3")
  if (target) { target.tabIndex = -1; target.focus() }
}
const send = (form) => {
  const note = form.querySelector("[role=status]")
  const request = new XMLHttpRequest()
  request.upload.kind = form.action.split("/").at(-2)
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return
    const part = Math.floor((100 * event.loaded) / event.total)
    note.textContent = part < 100 ? `${note.dataset.sending} ${part} %` : note.dataset.checking
  })
  request.addEventListener("load", () => show(request))
  request.addEventListener("error", () => { note.textContent = note.dataset.failed })
  note.textContent = note.dataset.sending
  request.open("POST", form.action)
  request.send(new FormData(form))
}
const listen = () => {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]")
    input.addEventListener("change", () => { if (input.files.length) send(form) })
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return
      event.preventDefault()
      send(form)
    })
  }
}
document.addEventListener("DOMContentLoaded", listen)
