(() => {
  const bar = document.querySelector('[data-built]')
  if (!bar) return
  const words = bar.dataset
  const now = Date.now()
  const make = (tag, to, more) => to.appendChild(Object.assign(document.createElement(tag), more))
  const plain = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  const fold = () => document.querySelectorAll('.month').forEach(month => {
    month.hidden = !month.querySelector('li:not([hidden])')
  })
  if (now - Date.parse(words.built) > 15 * 864e5) make('b', bar, {textContent: words.stale, className: 'ribbon'})
  const dates = [...document.querySelectorAll('[data-end]')]
  const ahead = dates.filter(date => !(date.hidden = Date.parse(date.dataset.end) < now))
  fold()
  if (!words.filter || ahead.length < 2) return
  const label = make('label', bar, {textContent: words.filter + ' '})
  const field = make('input', label, {type: 'search', value: decodeURIComponent(location.hash.slice(1)).replace(/^q=/, '')})
  const said = make('output', bar)
  const look = () => {
    const asked = plain(field.value).split(/\s+/)
    const found = ahead.filter(date => {
      const text = plain(date.textContent)
      return !(date.hidden = !asked.every(word => text.includes(word)))
    })
    fold()
    said.textContent = found.length + ' ' + words.count
    history.replaceState(null, '', field.value ? '#q=' + encodeURIComponent(field.value) : location.pathname)
  }
  field.oninput = look
  if (field.value) look()
})()
