// Keeps the session's code on the screen the one of now; without JavaScript the page loads itself anew.
const next = () => setTimeout(renew, (Number(document.getElementById("kode").dataset.left) + 0.3) * 1000)
const renew = async () => {
  try {
    const answer = await fetch(location.href, { redirect: "error" })
    if (!answer.ok) throw new Error(answer.status)
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("kode")
    document.getElementById("kode").replaceWith(document.adoptNode(fresh))
    next()
  } catch {
    // An old code must not stay on the wall.
    document.querySelector("#kode .qr")?.remove()
    document.querySelector("#kode .big")?.remove()
    setTimeout(renew, 3000)
  }
}
next()
