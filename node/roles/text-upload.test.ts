import { expect, test } from 'vitest';
import { TextUpload } from './text-upload.ts';

test('pieces in order make the whole, and only the last one tells it', () => {
  const upload = new TextUpload(100);
  expect(upload.take({ piece: 'abc', at: 0, total: 7 })).toBeNull();
  expect(upload.take({ piece: 'defg', at: 3, total: 7 })).toBe('abcdefg');
  expect(upload.take({ piece: 'x', at: 0, total: 1 })).toBe('x');
});

test('a piece that is out of order, too long, or of too long a whole is refused, and nothing of it is kept', () => {
  const upload = new TextUpload(10);
  const refused = expect.objectContaining({ code: 'UPLOAD_OUT_OF_ORDER' });
  upload.take({ piece: 'abc', at: 0, total: 6 });
  expect(() => upload.take({ piece: 'd', at: 2, total: 6 })).toThrow(refused);
  expect(() => upload.take({ piece: 'def', at: 3, total: 6 })).toThrow(refused);
  expect(() => upload.take({ piece: 'abcd', at: 0, total: 3 })).toThrow(refused);
  expect(() => upload.take({ piece: 'a', at: 0, total: 11 })).toThrow(refused);
  // Beginning anew forgets what was there.
  upload.take({ piece: 'ab', at: 0, total: 4 });
  upload.take({ piece: 'xy', at: 0, total: 4 });
  expect(upload.take({ piece: 'z!', at: 2, total: 4 })).toBe('xyz!');
});
