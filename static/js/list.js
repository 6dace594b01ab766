// Makes choosing rows of a list quicker; without JavaScript every box is ticked by hand and everything still works.
for (const form of document.querySelectorAll("form[data-list]")) {
  const boxes = [...form.querySelectorAll("tbody input[name=pilih]")]
  const everything = form.querySelector("input[name=semua]")
  const count = form.querySelector("[data-count]")
  const all = document.createElement("input")
  all.type = "checkbox"
  const label = document.createElement("label")
  label.append(all, Object.assign(document.createElement("span"), { className: "vh", textContent: form.dataset.list }))
  form.querySelector("thead .pick").replaceChildren(label)
  let last = null
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length
    all.checked = chosen === boxes.length
    all.indeterminate = chosen > 0 && chosen < boxes.length
    count.textContent = everything?.checked || !chosen ? "" : count.dataset.count.replace("0", chosen)
    for (const box of boxes) box.closest("tr").toggleAttribute("data-chosen", box.checked || Boolean(everything?.checked))
  }
  all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; tell() })
  everything?.addEventListener("change", tell)
  for (const box of boxes) {
    // With Shift everything between the last box and this one.
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b)
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked
      }
      last = box
    })
    box.addEventListener("change", tell)
  }
  tell()
}
