// Forms that make or use a passkey. They are hidden until it is known that this browser can do it.
'use strict';

const can = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

async function ask(form) {
  const answer = await fetch(form.dataset.options, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = await answer.json();
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function send(form) {
  const note = form.querySelector('[role=status]');
  note.textContent = '';
  try {
    const credential = await ask(form);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    note.textContent = form.dataset.failed;
  }
}

for (const form of can ? document.querySelectorAll('form[data-passkey]') : []) {
  form.hidden = false;
  form.addEventListener('submit', e => { e.preventDefault(); send(form); });
}
