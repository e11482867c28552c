/*
 * Days and hours in the editors' area: what was typed stays in its box, and below it stands how the server reads it.
 * Wagtail's pickers replace what they can't read with the present moment, unless they are told not to before they start.
 */
(() => {
  const { reads, examples } = document.currentScript.dataset;
  const example = JSON.parse(examples);
  const known = new Map(); // text: the date that the server read, so that a picker opens there
  const numeric = new DateFormatter();
  const formatter = {
    parseDate: (text, format) => known.get(text) || numeric.parseDate(text, format),
    formatDate: (date, format) => numeric.formatDate(date, format),
  };
  const make = jQuery.fn.datetimepicker;

  Object.assign(make.defaults, { validateOnBlur: false, scrollInput: false, defaultTime: '09.00' });

  jQuery.fn.datetimepicker = function picker(options, ...others) {
    if (options && typeof options === 'object' && !this.data('xdsoft_datetimepicker')) {
      jQuery.datetimepicker.setDateFormatter(formatter); // a change of language has put another one there
      this.each((_, box) => tellBelow(box, kindOf(options)));
      if (options.onGenerate) options.onGenerate = markOnly(options.format);
    }
    return make.call(this, options, ...others);
  };
  Object.assign(jQuery.fn.datetimepicker, make);

  function kindOf(options) {
    if (options.timepicker === false) return 'day';
    return options.datepicker === false ? 'hour' : 'moment';
  }

  /* Marks the day that the box holds. Wagtail's own function for it reads 05/12 as the twelfth of May. */
  function markOnly(format) {
    return function mark(shown, input) {
      const held = formatter.parseDate(input.val(), format);
      if (!held || held.toDateString() !== shown.toDateString()) {
        jQuery(this).find('.xdsoft_datepicker .xdsoft_current:not(.xdsoft_today)').removeClass('xdsoft_current');
      }
    };
  }

  function tellBelow(box, kind) {
    const words = document.createElement('span');
    words.className = 'read-as';
    words.id = `${box.id}-read-as`;
    words.setAttribute('role', 'status');
    box.after(words);
    box.setAttribute('aria-describedby', [box.getAttribute('aria-describedby'), words.id].filter(Boolean).join(' '));
    box.placeholder ||= example[kind];

    const read = async () => {
      const text = box.value;
      const answer = text.trim() ? await ask(kind, text) : {};
      if (box.value !== text) return;
      words.textContent = answer.words || answer.problem || '';
      words.classList.toggle('unread', Boolean(answer.problem));
      if (answer.at) known.set(text, dateOf(kind, answer.at));
    };
    let waiting;
    box.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(read, 300);
    });
    box.addEventListener('change', read);
    if (box.value) read();
  }

  async function ask(kind, text) {
    try {
      const response = await fetch(`${reads}?${new URLSearchParams({ kind, text })}`);
      return response.ok && !response.redirected ? await response.json() : {};
    } catch {
      return {}; // without the server nothing is told now; it reads all when the form is sent
    }
  }

  function dateOf(kind, at) {
    const [first, second, ...rest] = at.match(/\d+/g).map(Number);
    if (kind === 'hour') return new Date(2000, 0, 1, first, second);
    return new Date(first, second - 1, ...rest);
  }
})();
