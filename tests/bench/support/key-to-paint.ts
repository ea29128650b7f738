/** What the page itself observes while somebody types, scrolls and fetches. It runs in the page, as text. */
import type { Page } from 'playwright';

export interface KeyTime {
  readonly key: number;
  readonly painted: number;
}

/**
 * Has the page note, for each key that changes the query, when the frame that shows its result (or a later one's) was
 * painted. The answer to a search is seen on the worker's port, or where it is read from the memory shared with the worker;
 * it is shown once the count above the list says so; it is painted in the task after the frame that was being made, or
 * after the next one. Call before the page is opened.
 */
export const watchKeys = async (page: Page): Promise<void> => {
  await page.addInitScript(`{
    const state = { waiting: [], times: [], asked: new Map() };
    globalThis.benchKeys = state;
    addEventListener('keydown', (event) => {
      if (event.target instanceof HTMLInputElement && (event.key.length === 1 || event.key === 'Backspace'))
        state.pressed = event.timeStamp;
    }, true);
    addEventListener('input', (event) => {
      if (state.pressed !== undefined && event.target instanceof HTMLInputElement)
        state.waiting.push({ key: state.pressed, text: event.target.value });
      state.pressed = undefined;
    }, true);
    let making = false;
    const request = requestAnimationFrame;
    globalThis.requestAnimationFrame = (callback) => request((time) => {
      making = true;
      try {
        callback(time);
      } finally {
        making = false;
      }
    });
    const isShown = ({ total }) => {
      const shown = document.querySelector('section[aria-label="Interactions"] h2')?.textContent ?? '';
      return Number(shown.replace(/\\D/g, '')) === total;
    };
    const afterFrame = (then) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      post.call(port2, null);
    };
    const note = (answered, now) => {
      const at = state.waiting.findLastIndex((one) => one.text === answered.text);
      if (at < 0) return;
      for (const one of state.waiting.splice(0, at + 1)) state.times.push({ key: one.key, painted: now });
    };
    const painted = (answered) => {
      const frame = () => request(() => {
        if (isShown(answered)) afterFrame((now) => note(answered, now));
        else if (answered.tries++ < 200) frame();
      });
      // An answer that is read while a frame is made is drawn with it.
      if (making) afterFrame((now) => (isShown(answered) ? note(answered, now) : frame()));
      else frame();
    };
    const answered = (data) => {
      const text = state.asked.get(data?.i);
      if (text === undefined || data.r === undefined) return;
      state.asked.delete(data.i);
      painted({ text, total: data.r.value?.total ?? 0, tries: 0 });
    };
    const parse = JSON.parse;
    JSON.parse = (...input) => {
      const value = parse(...input);
      answered(value);
      return value;
    };
    const post = MessagePort.prototype.postMessage;
    const seen = new WeakSet();
    MessagePort.prototype.postMessage = function (message, ...rest) {
      if (message?.m === 'search') {
        state.asked.set(message.i, message.a?.[0]?.text);
        if (!seen.has(this)) {
          seen.add(this);
          this.addEventListener('message', ({ data }) => answered(data));
        }
      }
      return post.call(this, message, ...rest);
    };
  }`);
};

/** Takes the times noted so far, and how many keys still wait. */
export const takeKeys = async (page: Page): Promise<{ readonly times: readonly KeyTime[]; readonly waiting: number }> =>
  (await page.evaluate('({ times: benchKeys.times.splice(0), waiting: benchKeys.waiting.length })')) as {
    times: KeyTime[];
    waiting: number;
  };

export interface ScrollReport {
  readonly frames: number;
  /** Frames that should have come and did not. */
  readonly dropped: number;
  /** Frames in which a row in view was still a placeholder. */
  readonly blank: number;
  /** Longest time between two frames, ms. */
  readonly longest: number;
}

/**
 * Scrolls the list from one end to the other, a little further in each frame, and counts the frames. With a height of 0
 * nothing moves: what is dropped then is the machine's doing.
 */
export const scrollThrough = async (page: Page, seconds: number, moving: boolean): Promise<ScrollReport> =>
  (await page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector('[role="listbox"][aria-label="Interactions"]');
    const frames = ${seconds * 60};
    const result = { frames: 0, dropped: 0, blank: 0, longest: 0 };
    const far = list.scrollHeight - list.clientHeight;
    list.scrollTop = 0;
    let before = 0;
    const blank = () => {
      const { top, bottom } = list.getBoundingClientRect();
      for (const row of list.querySelectorAll('[role="option"][aria-busy]')) {
        const box = row.getBoundingClientRect();
        if (box.bottom > top && box.top < bottom) return true;
      }
      return false;
    };
    const next = (now) => {
      if (before > 0) {
        const missed = Math.max(0, Math.round((now - before) / (1000 / 60)) - 1);
        result.frames += 1 + missed;
        result.dropped += missed;
        result.longest = Math.max(result.longest, now - before);
      }
      before = now;
      // What the frame before has painted stands there now.
      if (${moving}) {
        if (result.frames > 1 && blank()) result.blank += 1;
        list.scrollTop = Math.min(far, (far * result.frames) / frames);
      }
      if (result.frames < frames) requestAnimationFrame(next);
      else resolve(result);
    };
    requestAnimationFrame(next);
  })`)) as ScrollReport;

/** Has the page note every task of its thread that took longer than 50 ms. Call before the page is opened. */
export const watchLongTasks = async (page: Page): Promise<void> => {
  await page.addInitScript(`{
    globalThis.benchTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) benchTasks.push(duration);
    }).observe({ type: 'longtask' });
  }`);
};

/** Takes the long tasks noted so far, in ms. */
export const takeLongTasks = async (page: Page): Promise<readonly number[]> =>
  (await page.evaluate('benchTasks.splice(0)')) as number[];
