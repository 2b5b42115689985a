// Opens an HTML report in headless Chromium, wide and at a phone's width, light
// and dark: nothing on the console, nothing loaded, no sideways scrolling, every
// link within the page leads somewhere, text stands out from its ground, and a
// policy that wants to be more than text is none.
//
//     node html.mjs NODE_MODULES CHROMIUM FILE
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, file] = process.argv.slice(2);
const { chromium } = createRequire(pathToFileURL(`${modules}/`))('playwright-core');
const faults = [];
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});

// The ratio of WCAG 2, from relative luminance.
const contrasts = () => {
  const channel = (c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) =>
    0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll('p, a, span, td, th, h1, h2, h3, dt, dd, mark, strong')) {
    if (element.className === 'bar') continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(rgb(style.color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio.toFixed(1)}`);
  }
  return [...poor];
};

// Whatever runs, loads, or leads to something that runs; and elements that the
// page has no use for.
const intruders = () => {
  const found = [];
  const known = /^(a|article|aside|body|br|dd|div|dl|dt|footer|h[1-6]|head|header|html|li|main|mark|meta|nav|ol|p|pre|q|section|span|strong|style|table|tbody|td|th|thead|time|title|tr|ul)$/;
  for (const element of document.querySelectorAll('*')) {
    if (!known.test(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^src|^srcset$|^action$|^formaction$/.test(name)) found.push(`${name}=${value}`);
      const leads = /^(href|xlink:href|cite|data|poster|background)$/.test(name);
      if (leads && !/^(#|https?:\/\/)/.test(value)) found.push(`${name}=${value}`);
      if (name === 'http-equiv' && value !== 'Content-Security-Policy') found.push(`${name}=${value}`);
    }
  }
  if (document.querySelectorAll('style').length !== 1) found.push('more styles than ours');
  if (globalThis.ran) found.push(`a script ran: ${globalThis.ran}`);
  return found;
};

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    const what = `${colorScheme}, ${width} px`;
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    page.on('console', (message) => faults.push(`${what}: console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`${what}: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) faults.push(`${what}: loads ${request.url()}`);
    });
    page.on('dialog', (dialog) => {
      faults.push(`${what}: a script asks: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on('popup', () => faults.push(`${what}: opens a window`));
    await page.goto(pathToFileURL(file).href);
    faults.push(...(await page.evaluate(intruders)).map((one) => `${what}: ${one}`));
    // Whatever waits for a pointer, a key or the focus has its chance.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('*')) {
        for (const kind of ['mouseover', 'mouseenter', 'focus', 'keydown', 'toggle', 'load', 'error']) {
          element.dispatchEvent(new Event(kind));
        }
      }
    });
    faults.push(...(await page.evaluate(intruders)).map((one) => `${what}, touched: ${one}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) faults.push(`${what}: ${wide} px wider than the screen`);
    const lost = await page.evaluate(() => {
      const links = [...document.querySelectorAll('a[href^="#"]')];
      return links.map((link) => link.hash.slice(1)).filter((id) => !document.getElementById(id));
    });
    faults.push(...lost.map((id) => `${what}: #${id} leads nowhere`));
    faults.push(...(await page.evaluate(contrasts)).map((poor) => `${what}: contrast of ${poor}`));
    await page.close();
  }
}
await browser.close();
faults.slice(0, 20).forEach((fault) => console.log(fault));
process.exit(faults.length ? 1 : 0);
