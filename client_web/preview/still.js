/** Still: knows how a screen stands still for a preview: one view, and a clock that goes on from it.
 *  @import { Show } from '../shared/connection/wire.js'
 *  @import { Screen, Theme } from './apart.js'
 *  @typedef {{ show: Show, screen: Screen, lang: 'en' | 'es', extras: { still: { theme: Theme | null, kept: { [step: string]: unknown } } } }} StillFirst
 */
import { carried } from '../shared/screen.js';
import { draw, standApart } from './apart.js';

const first = /** @type {StillFirst} */ (carried('first'));
const began = performance.now();
/** The server's clock goes on from the view in the page, so that what is paced by it runs. */
const now = () => Math.round(first.show.now + performance.now() - began);

standApart({ ...first, ...first.extras.still, code: 'preview', now });
void draw(first.screen);
