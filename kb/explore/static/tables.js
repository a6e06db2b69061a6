// The menu of a column, which Datasette writes in English: in the reader's language, and open to the keyboard.
const words = document.getElementById('kb-menu')?.dataset ?? {};
const links = { 'sort-asc': words.asc, 'sort-desc': words.desc, facet: words.facet, 'hide-column': words.hide, 'show-all-columns': words.all, 'not-blank': words.filled };
for (const [name, text] of Object.entries(links)) {
  const link = document.querySelector(`a.dropdown-${name}`);
  if (link && text) link.textContent = text;
}
for (const icon of document.querySelectorAll('svg.dropdown-menu-icon')) {
  icon.setAttribute('role', 'button');
  icon.setAttribute('tabindex', '0');
  icon.setAttribute('aria-label', words.open ?? '');
  icon.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    icon.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    document.querySelector('.dropdown-menu a')?.focus();
  });
}
