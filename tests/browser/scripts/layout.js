// What a reader would miss on the page as it is laid out now: a page wider than the screen, words beyond an edge, words
// over other words. Words kept for screen readers (.vh, the link that skips) are not looked at.
() => {
  const EDGE = 1 // pixels that rounding may add
  const CORE = 0.25 // of a line's height: what two lines set close may share at the top and at the bottom
  const root = document.documentElement
  const width = root.clientWidth
  const faults = []
  if (root.scrollWidth > width) faults.push(`page ${root.scrollWidth} px wide on ${width}`)

  const pieces = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest('.vh, .skip, title, desc')) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue
      pieces.push({ node, words: node.data.trim().slice(0, 30), ...edges(box), frame: frame(parent) })
    }
  }

  for (const one of pieces) {
    const { left, right, top, bottom } = one.frame
    if (one.left < left - EDGE || one.right > right + EDGE || one.middle < top || one.middle > bottom)
      faults.push(`cut: « ${one.words} »`)
  }
  pieces.sort((one, other) => one.top - other.top)
  pieces.forEach((one, rank) => {
    for (let next = rank + 1; next < pieces.length && pieces[next].top < one.bottom; next++) {
      const other = pieces[next]
      const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      if (other.node !== one.node && shared > EDGE) faults.push(`over each other: « ${one.words} », « ${other.words} »`)
    }
  })
  return [...new Set(faults)]

  function edges({ left, right, top, bottom, height }) {
    return { left, right, top: top + height * CORE, bottom: bottom - height * CORE, middle: (top + bottom) / 2 }
  }

  // Where words may stand: the width of the screen, or what the nearest ancestor that clips lets through.
  function frame(element) {
    const clip = element.closest('svg') ?? clipping(element)
    if (clip) return clip.getBoundingClientRect()
    return { left: 0, right: width, top: -Infinity, bottom: Infinity }
  }

  function clipping(element) {
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (getComputedStyle(one).overflowX !== 'visible') return one
    return null
  }
}
