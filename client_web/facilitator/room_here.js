/** Room here: knows that the room's view stands on a facilitator's own tablet, and the plain way back from it. */
import '../display/main.js';
import { carried } from '../shared/screen.js';
import { isLang, words } from '../shared/words.js';

const first = /** @type {{ lang: string, extras: { back: string } }} */ (carried('first'));

const sheet = document.createElement('link');
sheet.rel = 'stylesheet';
sheet.href = new URL('./room_here.css', import.meta.url).href;
document.head.append(sheet);

// In the tablet's own language, whatever the room's view speaks; never a word of the session.
const language = isLang(first.lang) ? first.lang : 'en';
const way = document.createElement('nav');
way.className = 'room-here';
way.lang = language;
way.setAttribute('aria-label', words(language)('console.room_here'));
const back = document.createElement('a');
back.className = 'btn';
back.href = first.extras.back;
back.textContent = words(language)('console.back_to_console');
way.append(back);
document.body.append(way);
