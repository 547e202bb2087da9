// Where a line begins, or might begin on another screen, with what French never begins a line with: a closing sign, or
// the unit of the number before it. Each fault is the words around.
() => {
  const NEVER = /[:;!?»]|(?<![\p{L}\p{N}])(?:h|min|ko)(?![\p{L}\p{N}])/gu
  const faults = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let before = null // the last text with a character that is not a space
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent.closest('svg, code, pre') || !parent.checkVisibility()) continue
    for (const { index, 0: sign } of node.data.matchAll(NEVER)) {
      const text = node.data.slice(0, index)
      const last = text.trim() ? node : before
      const at = (last === node ? text : (last?.data ?? '')).trimEnd().length - 1
      const follows = last && block(last) === block(node)
      const loose = /[ \n\t]$/.test(text || (follows ? last.data : ''))
      if (!follows || loose || place(node, index).top >= place(last, at).bottom - 1)
        faults.push(`${node.data.slice(Math.max(0, index - 20), index)}[${sign}]`)
    }
    if (node.data.trim()) before = node
  }
  return faults

  function block(node) {
    let element = node.parentElement
    while (getComputedStyle(element).display.startsWith('inline')) element = element.parentElement
    return element
  }

  function place(node, at) {
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getBoundingClientRect()
  }
}
