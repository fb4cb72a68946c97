// The pages work without this; it makes them nicer. Wordings come with the page.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

$('[role=alert]')?.focus();

// Rows of tables: added and removed here, numbered again so that paths stay in order.
function renumber(table) {
  const path = table.dataset.table;
  $$('tbody > tr', table).forEach((row, i) => {
    row.dataset.row = i;
    $('th', row).textContent = i + 1;
    $$('[name]', row).forEach(e => { if (e.name.startsWith(path + '[')) e.name = e.name.replace(/\[\d+\]/, `[${i}]`); });
    $$('[data-computed]', row).forEach(e => { e.dataset.computed = e.dataset.computed.replace(/\[\d+\]/, `[${i}]`); });
    $$('[id]', row).forEach(e => { e.id = e.id.replace(/-\d+(?=$|-)/, `-${i}`); });
    $$('[aria-label]', row).forEach(e => { e.ariaLabel = e.ariaLabel.replace(/\d+(?!.*\d)/, i + 1); });
    const remove = $('[data-remove]', row);
    if (remove) remove.value = `remove:${path}:${i}`;
  });
}

function addRow(table) {
  const row = $('tbody > tr:last-child', table).cloneNode(true);
  $$('input, textarea', row).forEach(e => { e.value = ''; });
  $$('select', row).forEach(e => { e.selectedIndex = 0; });
  $$('output', row).forEach(e => { e.textContent = '—'; });
  $$('.wrong', row).forEach(e => e.remove());
  $$('[aria-invalid]', row).forEach(e => e.removeAttribute('aria-invalid'));
  $('tbody', table).append(row);
  renumber(table);
  $('input, select, textarea', row)?.focus();
}

function removeRow(row) {
  const table = row.closest('table');
  if ($$('tbody > tr', table).length > 1) row.remove();
  else $$('input, textarea, select', row).forEach(e => { e.value = ''; });
  renumber(table);
}

document.addEventListener('click', e => {
  const add = e.target.closest('[data-add]');
  const remove = e.target.closest('[data-remove]');
  if (!add && !remove) return;
  e.preventDefault();
  if (add) addRow($(`[data-table="${CSS.escape(add.dataset.add)}"]`));
  else removeRow(remove.closest('tr'));
  e.target.form?.dispatchEvent(new Event('input', { bubbles: true }));
});

// Fields that are asked only while another has a certain value.
function showAsked() {
  $$('[data-when]').forEach(box => {
    const path = box.dataset.when;
    const inputs = $$(`[name="${CSS.escape(path)}"]`).filter(i => i.type !== 'hidden');
    if (inputs.length === 0) return; // it stands in another section
    const value = inputs.map(i => (['radio', 'checkbox'].includes(i.type) ? (i.checked ? i.value : '') : i.value)).find(v => v !== '') ?? '';
    box.hidden = (value === box.dataset.whenIs) === box.hasAttribute('data-when-not');
  });
}
document.addEventListener('change', showAsked);

// Saving by itself. What is not saved yet lies in this browser, and is offered when the page comes again.
function autosave(form) {
  const words = JSON.parse(form.dataset.words);
  const status = $('#autosaved');
  const key = `draft:${form.dataset.autosave}:${location.pathname}`;
  const every = 4000;
  let timer = 0, dirty = false, saving = false, stopped = false, current = null;

  const content = () => [...new FormData(form)].filter(([n]) => n.includes('.'));
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), seen: form.elements.seen.value, content: content() })); } catch { /* storage is full or forbidden */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* as above */ } };
  const schedule = wait => { clearTimeout(timer); timer = setTimeout(() => { current = save(); }, wait); };
  const body = () => new URLSearchParams([...new FormData(form)].map(([n, v]) => [n, n === 'operation' ? newId() : v]));

  function mark(wrong) {
    $$('.wrong[data-live]', form).forEach(e => e.remove());
    for (const [path, text] of Object.entries(wrong)) {
      const input = $(`[name="${CSS.escape(path)}"]:not([type=hidden])`, form);
      input?.setAttribute('aria-invalid', 'true');
      const note = Object.assign(document.createElement('p'), { className: 'wrong', textContent: text });
      note.dataset.live = '';
      input?.closest('td, .field')?.append(note);
    }
    $$('[aria-invalid]', form).filter(i => !(i.name in wrong)).forEach(i => i.removeAttribute('aria-invalid'));
  }

  // In a window of its own, so that nothing typed is lost; saving goes on by itself afterwards.
  function askToSignIn() {
    const link = Object.assign(document.createElement('a'), { href: '/sign-in', target: '_blank', rel: 'noopener', textContent: words.signIn });
    status.replaceChildren(words.expired, ' ', link);
  }

  async function save() {
    if (saving || stopped || !dirty) return;
    saving = true; dirty = false;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: body(), headers: { Accept: 'application/json' } });
      if (answer.status === 401) { dirty = true; keep(); askToSignIn(); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const said = await answer.json();
      if (said.conflict) { stopped = true; keep(); status.textContent = words.conflict; return; }
      if (!said.savedAt) { stopped = true; keep(); status.textContent = said.message; return; }
      form.elements.seen.value = said.seen;
      Object.entries(said.computed).forEach(([p, v]) => { const o = $(`[data-computed="${CSS.escape(p)}"]`); if (o) o.textContent = v ?? '—'; });
      mark(said.wrong);
      status.textContent = words.saved.replace('{0}', said.savedAt);
      if (!dirty && Object.keys(said.wrong).length === 0) forget();
    } catch {
      dirty = true; keep(); status.textContent = words.failed; schedule(every * 2);
    } finally {
      saving = false;
      if (dirty) schedule(every);
    }
  }

  form.addEventListener('input', () => { dirty = true; keep(); schedule(every); });
  form.addEventListener('submit', async e => {
    clearTimeout(timer);
    if (!saving) { stopped = true; return; }
    e.preventDefault(); // else the page would be in conflict with its own save
    await current;
    stopped = true;
    form.requestSubmit(e.submitter);
  });
  addEventListener('pagehide', () => { if (dirty && !stopped) fetch(form.action, { method: 'POST', body: body(), headers: { Accept: 'application/json' }, keepalive: true }); });
  addEventListener('online', () => schedule(0));
  if (location.search.includes('saved')) { forget(); history.replaceState(null, '', location.pathname + location.hash); }
  offer();

  function offer() {
    let copy; try { copy = JSON.parse(localStorage.getItem(key)); } catch { return; }
    if (!copy) return;
    if (JSON.stringify(copy.content) === JSON.stringify(content())) { forget(); return; }
    const box = Object.assign(document.createElement('div'), { className: 'note warn' });
    box.setAttribute('role', 'status');
    const text = Object.assign(document.createElement('p'), { textContent: words.restore.replace('{0}', new Date(copy.at).toLocaleString(document.documentElement.lang)) });
    const take = Object.assign(document.createElement('button'), { type: 'button', textContent: words.take });
    const drop = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: words.drop });
    const actions = Object.assign(document.createElement('div'), { className: 'actions' });
    actions.append(take, drop); box.append(text, actions); form.before(box);
    take.addEventListener('click', () => { restore(copy.content); box.remove(); dirty = true; schedule(0); });
    drop.addEventListener('click', () => { forget(); box.remove(); });
  }

  function restore(pairs) {
    for (const table of $$('[data-table]', form)) {
      const rows = Math.max(1, ...pairs.map(([n]) => n.startsWith(table.dataset.table + '[') ? Number(/\[(\d+)\]/.exec(n)[1]) + 1 : 1));
      while ($$('tbody > tr', table).length < rows) addRow(table);
    }
    $$('input[type=checkbox], input[type=radio]', form).forEach(i => { i.checked = pairs.some(([n, v]) => n === i.name && v === i.value); });
    for (const [name, value] of pairs) {
      const input = $(`[name="${CSS.escape(name)}"]:not([type=hidden]):not([type=checkbox]):not([type=radio])`, form);
      if (input) input.value = value;
    }
    showAsked();
  }
}

// Uploads say how far they are.
function upload(form) {
  form.addEventListener('submit', e => {
    e.preventDefault();
    const bar = Object.assign(document.createElement('progress'), { max: 100, value: 0, ariaLabel: form.dataset.upload });
    const button = $('button', form);
    button.disabled = true; form.append(bar);
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', p => { bar.value = 100 * p.loaded / p.total; });
    request.addEventListener('load', () => {
      if (request.status === 200) { location.reload(); return; }
      bar.remove(); button.disabled = false;
      let said = ''; try { said = JSON.parse(request.responseText).title; } catch { /* no JSON */ }
      const note = Object.assign(document.createElement('p'), { className: 'wrong', textContent: said || String(request.status) });
      note.setAttribute('role', 'alert'); form.append(note);
    });
    request.addEventListener('error', () => { bar.remove(); button.disabled = false; form.submit(); });
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'application/json');
    request.send(new FormData(form));
  });
}

showAsked();
$$('form[data-autosave]').forEach(autosave);
$$('form[data-upload]').forEach(upload);
