import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hideWhileMissing } from './hide-while-missing';

class FakeImage extends EventTarget {
  complete = false;
  currentSrc = '';
  naturalWidth = 0;
  isConnected = true;
  style = { opacity: '' };
  asked = 0;
  getAttribute = () => 'boots.webp';
  setAttribute = () => (this.asked += 1);
}

let img: FakeImage;
let page: EventTarget;
let leave: () => void;

beforeEach(() => {
  img = new FakeImage();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  leave = hideWhileMissing(img);
});
afterEach(() => vi.unstubAllGlobals());

const fail = () => img.dispatchEvent(new Event('error'));
const signalComesBack = () => page.dispatchEvent(new Event('online'));

it('hides what cannot be had, asks once when there is a signal, and shows what came', () => {
  fail();
  expect(img.style.opacity).toBe('0');
  signalComesBack();
  signalComesBack();
  expect(img.asked).toBe(1);
  img.dispatchEvent(new Event('load'));
  expect(img.style.opacity).toBe('');
});

it('asks for nothing once its page was left, nor when it fails after that', () => {
  fail();
  leave();
  signalComesBack();
  img.isConnected = false;
  fail();
  signalComesBack();
  expect(img.asked).toBe(0);
});
