/**
 * Deflates and inverts for the data worker on a thread of its own: meanwhile that one has the next page to look through
 * and searches to answer.
 */
import { answerRequest } from './side-work.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  void answerRequest(event.data, (answer, transfer) => self.postMessage(answer, { transfer }));
});
