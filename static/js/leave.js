// Whoever leaves the desk takes the names with them that a scanning page kept on this device; scans that wait stay.
for (const form of document.querySelectorAll('form[action="/meja/keluar/"]')) {
  form.addEventListener("submit", async (event) => {
    if (!("caches" in window) || form.dataset.left) return
    event.preventDefault()
    form.dataset.left = "1"
    try { await caches.delete("binakon-presensi") } finally { form.submit() }
  })
}
