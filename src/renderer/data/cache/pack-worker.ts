/**
 * Packs and deflates for the data worker on a thread of its own: while a page is being packed the data worker has the next
 * one to look through and searches to answer.
 */
import { answerRequest } from './packer.ts';

addEventListener('message', (event: MessageEvent<unknown>) => {
  void answerRequest(event.data, (answered, transfer) => self.postMessage(answered, { transfer }));
});
