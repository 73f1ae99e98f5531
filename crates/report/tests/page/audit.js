(() => {
  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return parts.length < 4 ? [...parts, 1] : parts;
  };
  // WCAG 2.2: relative luminance and contrast ratio.
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)];
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) return colour;
    }
    return [255, 255, 255, 1];
  };
  for (const details of document.querySelectorAll('details')) details.open = true;
  const faint = [];
  let texts = 0, least = 21, smallest = 1000;
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const inSvg = element.closest('svg');
    const style = getComputedStyle(element);
    if (own && element.tagName !== 'STYLE') {
      const colour = parse(inSvg ? style.fill : style.color);
      const ratio = contrast(colour, ground(inSvg ? inSvg.parentElement : element));
      texts += 1;
      least = Math.min(least, ratio);
      if (ratio < 4.5) faint.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
      if (inSvg) smallest = Math.min(smallest, parseFloat(style.fontSize) * inSvg.getBoundingClientRect().width / inSvg.viewBox.baseVal.width);
    } else if (inSvg && ['rect', 'path', 'circle', 'polyline'].includes(element.tagName) && Number(style.opacity) === 1) {
      const paint = style.fill !== 'none' ? style.fill : style.stroke;
      const grid = (element.getAttribute('stroke') || element.getAttribute('fill') || '').includes('--grid');
      if (paint !== 'none' && !grid) {
        const ratio = contrast(parse(paint), ground(inSvg.parentElement));
        if (ratio < 3) faint.push(`${element.tagName} ${paint} ${ratio.toFixed(2)}`);
      }
    }
  }
  const svgs = [...document.querySelectorAll('svg')];
  const nameless = svgs.filter((svg) => svg.getAttribute('role') !== 'img' || !(svg.getAttribute('aria-label') || '').trim());
  const links = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href'));
  return {
    sections: [...document.querySelectorAll('main > section')].map((section) => section.id),
    headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => Number(heading.tagName[1])),
    nameless: nameless.map((svg) => svg.outerHTML.slice(0, 80)),
    drawings: svgs.length,
    faint, texts, least, smallest,
    overflow: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    scopeless: document.querySelectorAll('th:not([scope])').length,
    broken: links.filter((href) => !document.getElementById(href.slice(1))),
  };
})()
