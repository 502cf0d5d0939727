// Keeps the table fresh and sends the forms without leaving the page. Without it the forms work all the same.
const rows = new Map([...document.querySelectorAll('tr[data-door]')].map(row => [Number(row.dataset.door), row]));

function draw(doors) {
  for (const door of doors) {
    const row = rows.get(door.door);
    row.classList.toggle('open', !door.shut);
    row.querySelector('.state').textContent = door.shut ? (door.latched ? '關 shut' : '已釋放 released') : '開 open';
    row.querySelector('.pulses').textContent = door.pulses;
    row.querySelector('.faults').textContent = door.faults.join(', ');
  }
}

async function refresh() {
  try {
    draw(await (await fetch('/board/state')).json());
  } catch {
    // The agent is gone or starting; the next look finds it.
  }
}

document.addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.target;
  await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, event.submitter)) });
  if (form.classList.contains('scan')) {
    form.reset();
    form.elements.text.focus();
  }
  await refresh();
});

setInterval(refresh, 500);
refresh();
