// Read down to the end, let every photo arrive, and tell how much the page moved (its cumulative layout shift).
async () => {
  const SETTLED = 100 // milliseconds after the last photo: what moves, moves in the next frame
  const photos = [...document.querySelectorAll('main img')]
  let shift = 0
  const observer = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (shift += entry.value)))
  observer.observe({ type: 'layout-shift', buffered: true })
  for (const photo of photos) {
    photo.scrollIntoView({ block: 'center' })
    if (!photo.complete) await new Promise((resolve) => (photo.onload = photo.onerror = resolve))
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLED))
  return { shift, photos: photos.filter((photo) => photo.naturalWidth).length }
}
