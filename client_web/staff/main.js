/** Main: knows how the staff's page tells instants: in the words and the clock of this device. Without it the page works, only without them. */

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMS = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};

for (const place of document.querySelectorAll('time')) {
  const at = new Date(Number(place.dataset.at));
  if (!place.dataset.at || Number.isNaN(at.getTime())) continue;
  place.dateTime = at.toISOString();
  place.textContent = at.toLocaleString(document.documentElement.lang, FORMS[place.dataset.form ?? 'day']);
}
