// Makes verifying quick: keys for what the page already has, zoom and turn without loading. Without it every link and field still works.
const keys = document.querySelector("details.keys")
const on = keys.querySelector("input")
keys.hidden = false
on.checked = localStorage.getItem("verify-keys") !== "off"
on.addEventListener("change", () => localStorage.setItem("verify-keys", on.checked ? "on" : "off"))

const isTyping = (target) => target.closest("textarea, select, input:not([type=radio])") !== null
document.addEventListener("keydown", (event) => {
  if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const found = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)
  if (!found) return
  event.preventDefault()
  if (found.type === "radio") {
    found.checked = true
    // Accepting needs no more words; anything else asks why.
    const why = found.value === "accept" ? found : document.getElementById("id_reason")
    why.focus()
  } else found.click()
})

const sheet = document.querySelector(".sheet")
for (const link of document.querySelectorAll("a[data-sheet]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (link.dataset.sheet === "turn") sheet.dataset.turn = (Number(sheet.dataset.turn) + 90) % 360
    else {
      sheet.dataset.large = sheet.dataset.large ? "" : "1"
      link.querySelector("span").textContent = sheet.dataset.large ? sheet.dataset.smaller : sheet.dataset.larger
    }
  })
}
