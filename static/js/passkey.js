// Joins a form marked data-passkey to the passkey scripts of django-allauth; without JavaScript the form stays hidden.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false
    const ids = { data: "js_data", credential: form.dataset.credential, [form.dataset.button]: form.dataset.start }
    if (form.dataset.passwordless) ids.passwordless = form.dataset.passwordless
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids })
  }
})
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  const note = document.getElementById("passkey-error")
  if (note) { note.hidden = false; note.focus() }
})
