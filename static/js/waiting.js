// Looks again while a worker is busy; without JavaScript the link "Muat ulang" does it.
setTimeout(() => location.reload(), 4000)
