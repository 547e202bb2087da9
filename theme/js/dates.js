(() => {
  const all = selector => [...document.querySelectorAll(selector)]
  const [bar] = all('[data-built]')
  const words = bar.dataset
  const now = Date.now()
  const make = (tag, text, to = bar) => to.appendChild(Object.assign(document.createElement(tag), {textContent: text}))
  const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  const show = (dates, test) => {
    const shown = dates.filter(date => !(date.hidden = !test(date)))
    all('.month').forEach(month => month.hidden = !month.querySelector('li:not([hidden])'))
    return shown
  }
  if (now - Date.parse(words.built) > 15 * 864e5) make('b', words.stale)
  const ahead = show(all('[data-end]'), date => Date.parse(date.dataset.end) > now)
  if (!ahead[0] && words.gone) make('b', words.gone)
  if (!words.filter || !ahead[1]) return
  const field = make('input', '', make('label', words.filter))
  const said = make('output', '')
  const look = () => {
    const asked = plain(field.value).split(/\s+/)
    const count = show(ahead, date => {
      const text = plain(date.textContent.split('\n\n', 2).join())
      return asked.every(word => text.includes(word))
    }).length
    said.textContent = count + ' ' + (count > 1 ? words.many : words.one)
  }
  const recall = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get('q')
    if (asked) look(field.value = asked)
  }
  field.type = 'search'
  field.oninput = () => {
    look()
    history.replaceState(0, '', '#q=' + encodeURIComponent(field.value))
  }
  onhashchange = recall
  recall()
})()
