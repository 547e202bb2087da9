// Remember, at each press of a key, where the focus was: its rank among all that can be reached, and whether a reader
// could see it. The last press of a walk tells about the stop before it.
() => {
  const REACHED = 'a[href], button, input, select, textarea, summary, audio[controls], [tabindex]:not([tabindex="-1"])'
  const EDGE = 1 // pixels that rounding may add
  const VISIBLE = 3 // contrast between the outline and what is behind it (WCAG 1.4.11)
  const all = [...document.querySelectorAll(REACHED)].filter((one) => one.checkVisibility())
  window.walk = { stops: all.length, order: [], faults: [] }
  document.addEventListener('keydown', remember, true)

  function remember() {
    const one = document.activeElement
    const rank = all.indexOf(one)
    if (one === document.body || rank === window.walk.order.at(-1)) return // an <audio> has several stops
    window.walk.order.push(rank)
    for (const fault of faults(one)) window.walk.faults.push(`${one.textContent.trim()}: ${fault}`)
  }

  function* faults(one) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one)
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) yield 'no outline'
    else if (contrast(outlineColor, behind(one.parentElement)) < VISIBLE) yield `outline ${outlineColor} too faint`
    const box = one.getClientRects()[0]
    const over = Math.max(-box.top, -box.left, box.bottom - innerHeight, box.right - innerWidth)
    if (over > EDGE) yield `out of sight by ${over} px`
    else if (!one.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2))) yield 'covered'
  }

  function behind(element) {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one)
      if (!/, 0\)$/.test(backgroundColor)) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }

  function contrast(...colours) {
    const [light, dark] = colours.map(luminance).sort((one, other) => other - one)
    return (light + 0.05) / (dark + 0.05)
  }

  function luminance(colour) {
    const [red, green, blue] = colour.match(/[\d.]+/g).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
}
