// What a page says of itself, for the rules that need no screen: its title, language, headings, links, dates and lists.
() => {
  const all = (selector, fact) => [...document.querySelectorAll(selector)].map(fact)
  const said = (element) => element.textContent.replace(/\s+/g, ' ').trim()
  return {
    title: document.title,
    lang: document.documentElement.lang,
    languages: all('body [lang]', (one) => [one.lang, said(one)]),
    headings: all('h1, h2, h3, h4, h5, h6', (one) => [Number(one.tagName[1]), said(one)]),
    links: all('a[href]', (one) => [name(one), one.href]),
    dates: all('time', (one) => [one.dateTime, said(one), said(one.closest('dd, p, li') ?? one)]),
    shyLists: all('ul, ol', (one) => one).filter(shy).map((one) => said(one).slice(0, 40)),
    inline: all('body *', (one) => [...one.attributes]).flat().map(({ name }) => name).filter((name) => /^(style$|on)/.test(name)),
    weight: document.querySelector('data.poids')?.parentElement.textContent ?? '',
  }

  // The accessible name of a link, as far as this site makes one: its label, else its words and its pictures' words.
  function name(link) {
    if (link.ariaLabel) return link.ariaLabel
    const copy = link.cloneNode(true)
    copy.querySelectorAll('[aria-hidden=true]').forEach((one) => one.remove())
    copy.querySelectorAll('img').forEach((one) => one.replaceWith(one.alt))
    return said(copy)
  }

  // Safari takes the list out of the tree where its marks are gone, unless the list says its role.
  function shy(list) {
    return getComputedStyle(list).listStyleType === 'none' && list.getAttribute('role') !== 'list'
  }
}
