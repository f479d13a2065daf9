// The formulas that are algorithms of their own, once more in JavaScript, for pages that compute again.
// Each function of `opaque` has the name and the parameters of its formula; a test holds both together, number for number.
// The methods and their sources are told in queueing.py, blocking.py, impatience.py, erlang_capacity.py, week.py, incentives.py and learning.py.
const WEEKS_PER_MONTH = 365.25 / 7 / 12;
const FORGOTTEN = 9, NEGLIGIBLE = 32, PANEL = 5, LONGEST = 150, SHORTEST_PATIENCE = 1e-9, MOST_AGENTS = 100000;
const LISTED = 2000, CLOSE = 1e-14;
const RULE = [
  [-0.1834346424956498, 0.3626837833783620], [0.1834346424956498, 0.3626837833783620],
  [-0.5255324099163290, 0.3137066458778873], [0.5255324099163290, 0.3137066458778873],
  [-0.7966664774136267, 0.2223810344533745], [0.7966664774136267, 0.2223810344533745],
  [-0.9602898564975363, 0.1012285362903763], [0.9602898564975363, 0.1012285362903763],
];

function dot(one, other) {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}

// The logarithm of the gamma function from 1 to 2 (C. Lanczos 1964, nine terms).
function lgamma(x) {
  const terms = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  let sum = 0.99999999999980993;
  for (let i = 0; i < terms.length; i++) sum += terms[i] / (x + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

// [credits
// The error function: its series near 0, the continued fraction of its complement elsewhere (Abramowitz and Stegun 7.1.6, 7.1.14).
function erf(x) {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  if (size < 2.5) {
    let term = x, sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction));
}
// ]

// Queueing

function waiting(inverse, agents, load) {
  const rho = load / agents;
  return 1 / (inverse * (1 - rho) + rho);
}

function inverseBlocking(agents, load, slots) {
  if (load === 0) return agents ? Infinity : 1;
  if (slots[0] > 1) return inverseOfSlots(agents, load, slots);
  const near = Math.min(load, agents), whole = Math.floor(agents), part = agents - whole;
  const start = Math.max(0, Math.trunc(near - FORGOTTEN * Math.sqrt(near) - 1));
  let inverse;
  if (part) inverse = start === 0 ? inverseOfPart(part, load) : load / (load - start - part);
  else inverse = load / (load - start);
  for (let n = start + 1; n <= whole; n++) inverse = 1 + (n + part) / load * inverse;
  return inverse;
}

function inverseOfPart(part, load) {
  const shape = 1 + part;
  if (load < shape + 1) {
    let term = 1 / shape, total = term, at = shape;
    while (term > total * 1e-16) {
      at += 1;
      term *= load / at;
      total += term;
    }
    return Math.exp(load + lgamma(shape) - part * Math.log(load)) - load * total;
  }
  const tiny = 1e-300;
  let b = load + 1 - shape, c = 1 / tiny, d = 1 / b, fraction = d;
  for (let n = 1; n < 500; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return load * fraction;
}

function inverseOfSlots(agents, load, slots) {
  const whole = Math.floor(agents), part = agents - whole;
  if (!part) return states(whole, load, slots)[0];
  const more = Math.log(states(whole + 1, load, slots)[0]);
  const less = whole ? Math.log(states(whole, load, slots)[0]) : 0;
  return less === Infinity ? Infinity : Math.exp(less + (more - less) * part);
}

function states(agents, load, [atOnce, worth]) {
  if (!agents) return [1, 0];
  const more = (worth - 1) / (atOnce - 1), offered = load * worth, last = Math.trunc(agents * atOnce);
  let usual, spread;
  if (offered <= agents || more <= 0) {
    usual = Math.min(offered, agents);
    spread = Math.sqrt(offered);
  } else {
    usual = Math.min(agents + (offered - agents) / more, last);
    spread = Math.sqrt(offered / Math.min(1, more));
  }
  const start = Math.max(0, Math.trunc(usual - FORGOTTEN * spread - 1));
  const leaving = Math.min(start, agents) + Math.max(0, start - agents) * more;
  let inverse = offered / (offered - leaving), slope = 0;
  for (let n = start + 1; n <= last; n++) {
    const step = (n <= agents ? n : agents + (n - agents) * more) / offered;
    slope = step * (slope - inverse / load);
    inverse = 1 + step * inverse;
  }
  return [inverse, slope];
}

function inverseAndSlope(agents, load, slots) {
  if (slots[0] > 1) return states(agents, load, slots);
  const inverse = inverseBlocking(agents, load, slots);
  return [inverse, -(inverse * (agents / load - 1) + 1)];
}

// Share of waiting, service level, mean wait in seconds, share of those who hang up, occupancy.
function erlangC(agents, load, handle, target, slots) {
  if (load === 0) return [0, 1, 0, 0, 0];
  if (load >= agents) return [1, 0, Infinity, 0, 1];
  const wait = waiting(inverseBlocking(agents, load, slots), agents, load), free = agents - load;
  return [wait, 1 - wait * Math.exp(-free * target / handle), wait * handle / free, 0, load / agents];
}

// [impatient
function erlangA(agents, load, handle, target, patience, slots) {
  if (patience === Infinity) return erlangC(agents, load, handle, target, slots);
  if (load === 0) return [0, 1, 0, 0, 0];
  if (agents === 0) return [1, 0, patience, 1, 0];
  const rho = load / agents, below = (inverseBlocking(agents, load, slots) - 1) * load / agents;
  if (below === Infinity) return [0, 1, 0, 0, rho];
  const arrivals = load / handle, busy = agents / handle, patient = Math.max(patience, SHORTEST_PATIENCE);
  const [peak, soon, answered, left] = waits(arrivals, busy, 1 / patient, target);
  const atOnce = below * Math.exp(-peak), waited = arrivals * (answered + left), everybody = atOnce + waited;
  const abandoned = arrivals * left / everybody;
  const level = Math.min(1, (atOnce + arrivals * soon) / everybody);
  return [waited / everybody, level, abandoned * patient, abandoned, Math.min(1, rho * (1 - abandoned))];
}
// ]

function service(agents, load, handle, target, patience, slots) {
  return Number.isNaN(patience)
    ? erlangC(agents, load, handle, target, slots)
    : erlangA(agents, load, handle, target, patience, slots);
}

// [impatient
function waits(arrivals, busy, leaving, until) {
  const short = LONGEST * Math.log(busy / arrivals) + LONGEST * LONGEST / (2 * (busy / leaving + LONGEST)) > 37;
  if (arrivals <= busy && short) return [0, ...waitsAsSeries(arrivals, busy, leaving, until)];
  const top = arrivals > busy ? Math.log(arrivals / busy) / leaving : 0;
  const peak = top ? (arrivals - busy) / leaving - busy * top : 0;
  const rate = Math.min(arrivals, busy), stay = rate / arrivals, gone = (arrivals - rate) / arrivals;
  const cut = until - top, many = rate / leaving;
  let v = -top, soon = 0, answered = 0, left = 0;
  while (v < 0) {
    const depth = -many * Math.expm1(-leaving * v) - busy * v;
    if (!(depth < -NEGLIGIBLE - 1)) break;
    v += (-NEGLIGIBLE - depth) / (rate * Math.exp(-leaving * v) - busy);
  }
  while (v < 0 || -many * Math.expm1(-leaving * v) - busy * v > -NEGLIGIBLE) {
    const present = rate * Math.exp(-leaving * v);
    const slope = Math.abs(present - busy) + (leaving * (v + top) < NEGLIGIBLE ? 2 * leaving : 0);
    const width = 2 * PANEL / (slope + Math.sqrt(slope * slope + 2 * PANEL * present * leaving));
    const end = v < cut && cut < v + width ? cut : v + width;
    const half = (end - v) / 2, middle = (end + v) / 2;
    let whole = 0, lost = 0;
    for (const [node, weight] of RULE) {
      const x = middle + node * half, less = Math.expm1(-leaving * x);
      const value = weight * Math.exp(-many * less - busy * x);
      whole += value;
      lost -= value * less;
    }
    const here = (whole - lost) * stay * half;
    answered += here;
    left += (gone * whole + stay * lost) * half;
    if (end <= cut) soon += here;
    v = end;
  }
  return [peak, soon, answered, left];
}

function waitsAsSeries(arrivals, busy, leaving, until) {
  const c = busy / leaving, r = arrivals / leaving;
  let term = 1 / c, answered = 0, left = 0, at = c;
  while (term > 1e-17 * answered) {
    at += 1;
    answered += term * c / at;
    left += term * (at - c) / at;
    term *= r / at;
  }
  let later = 0;
  const y = r * Math.exp(-leaving * until);
  term = 1 / (c + 1);
  at = c + 1;
  while (term > 1e-17 * later) {
    later += term;
    at += 1;
    term *= y / at;
  }
  later *= Math.exp(-Math.expm1(-leaving * until) * r - (c + 1) * leaving * until);
  return [Math.max(answered - later, 0) / leaving, answered / leaving, left / leaving];
}
// ]

function fewest(load, [handle, level, target, most, patience], atLeast, slots) {
  if (load === 0) return 0;
  if (Number.isNaN(patience) || patience === Infinity) {
    let agents = Math.max(Math.floor(load) + 1, Math.ceil(load / most - 1e-9), atLeast);
    const late = () => {
      const wait = waiting(inverseBlocking(agents, load, slots), agents, load);
      return 1 - wait * Math.exp(-(agents - load) * target / handle) < level;
    };
    while (late()) agents += 1;
    return agents;
  }
  const enough = (agents) => {
    const found = erlangA(agents, load, handle, target, patience, slots);
    return found[1] >= level && found[4] <= most + 1e-12;
  };
  let low = Math.max(atLeast, 1), step = Math.max(1, Math.trunc(Math.sqrt(load) / 2));
  let high = Math.max(low, Math.ceil(load));
  while (!enough(high)) {
    [low, high, step] = [high + 1, high + step, step * 2];
    if (high > MOST_AGENTS) return NaN;
  }
  while (low < high) {
    const middle = Math.max(Math.floor((low + high) / 2), high - step);
    if (enough(middle)) [high, step] = [middle, step * 2];
    else low = middle + 1;
  }
  return high;
}

// The greatest load for each number of agents

const serviceLimits = remembered(64, (target, level, atOnce, worth) => {
  const allowed = Math.log1p(-level), loads = [0], slots = [atOnce, worth];
  const step = (agents, load) => {
    const [inverse, slope] = inverseAndSlope(agents, load, slots);
    const free = 1 - load / agents, wait = inverse * free + load / agents;
    const change = slope * free + (1 - inverse) / agents;
    return (-Math.log(wait) - (agents - load) * target - allowed) / (target - change / wait);
  };
  const next = (agents) => {
    if (allowed === 0) return agents;
    const guess = agents > 2 ? 2 * loads[agents - 1] - loads[agents - 2] : agents * Math.exp(allowed);
    let load = Math.min(Math.max(guess, agents * 1e-3), agents * (1 - 1e-9));
    for (let i = 0; i < 60; i++) {
      let moved = load - step(agents, load);
      if (!(0 < moved && moved < agents)) moved = moved <= 0 ? load / 2 : (load + agents) / 2;
      if (Math.abs(moved - load) <= CLOSE * agents) return moved;
      load = moved;
    }
    return load;
  };
  return (agents) => {
    while (loads.length <= agents) loads.push(next(loads.length));
    return loads[agents];
  };
});

const limits = remembered(64, (target, level, most, atOnce, worth) => {
  const served = serviceLimits(target, level, atOnce, worth), loads = [0];
  let occupancyBinds = false;
  return (highest) => {
    while (loads[loads.length - 1] < highest) {
      const agents = loads.length, busy = Math.min((agents + 1e-9) * most, agents * (1 - Number.EPSILON / 2));
      let load = busy;
      if (!occupancyBinds) {
        load = Math.min(served(agents), busy);
        occupancyBinds = load === busy;
      }
      loads.push(load);
    }
    return loads;
  };
});

// How many of rising values are below another: for `orEqual`, below or equal.
function below(values, other, orEqual) {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (values[middle] < other || orEqual && values[middle] === other) low = middle + 1;
    else high = middle;
  }
  return low;
}

// A week

// Agents on duty for each density of arrivals; as a number, their average over the opening hours.
class Duty {
  constructor(week, agents) {
    this.agents = agents;
    this.weekly = dot(agents, week.hours);
    this.mean = this.weekly / week.hours.reduce((sum, hours) => sum + hours, 0);
  }

  valueOf() {
    return this.mean;
  }

  share(window) {
    return this.weekly ? dot(this.agents, window) / this.weekly : 0;
  }
}

function needed(week, contacts, minutes, slots, level, target, most, patience, minimum) {
  const seconds = minutes * 60 / slots[1], densities = week.densities;
  const scale = contacts / WEEKS_PER_MONTH * seconds / 3600, apart = slots[0] > 1 ? slots : [1, 1];
  const impatient = !Number.isNaN(patience) && patience !== Infinity;
  if (impatient || scale * densities[densities.length - 1] > LISTED) {
    let agents = 0;
    return new Duty(week, densities.map((density) => {
      agents = fewest(scale * density, [seconds, level, target, most, patience], agents, apart);
      return Math.max(minimum, agents);
    }));
  }
  const loads = limits(target / seconds, level, most, ...apart)(scale * densities[densities.length - 1]);
  return new Duty(week, densities.map((density) => Math.max(minimum, below(loads, scale * density, false))));
}

// The part `at` of the service of a week (see erlangC), each contact counted alike.
function served(at, duty, week, contacts, minutes, slots, target, patience) {
  const weekly = contacts / WEEKS_PER_MONTH, seconds = minutes * 60 / slots[1], apart = slots[0] > 1 ? slots : [1, 1];
  let sum = 0, shares = 0;
  week.densities.forEach((density, i) => {
    if (!week.shares[i]) return;
    sum += week.shares[i] * service(duty.agents[i], weekly * density * seconds / 3600, seconds, target, patience, apart)[at];
    shares += week.shares[i];
  });
  return sum / (shares || 1);
}

const windowOf = (week, kind, month) => week[kind][week.months[Math.trunc(month) - 1]];

// [credits
// Credits and bonuses

function chanceBelow(step, level, spread) {
  return spread <= 0 ? Number(level < step) : 0.5 * (1 + erf((step - level) / (spread * Math.SQRT2)));
}

function expected(steps, chance) {
  let paid = 0, mean = 0;
  for (const [step, share] of steps) {
    mean += (share - paid) * chance(step);
    paid = share;
  }
  return mean;
}
// ]

const opaque = {
  staffed_positions(staffed_by, week, offered_rate, contact_minutes, concurrency, chats_at_once, service_level_share, service_level_seconds, target_occupancy, patience_seconds, minimum_staffing, fixed_hours, in_service) {
    if (!in_service) return 0;
    if (staffed_by === "agents") {
      return new Duty(week, week.densities.map((density) => fixed_hours / WEEKS_PER_MONTH * density));
    }
    return needed(week, offered_rate, contact_minutes, [chats_at_once, concurrency], service_level_share, service_level_seconds, target_occupancy, patience_seconds, minimum_staffing);
  },
  service_level(staffed_positions, week, offered_rate, contact_minutes, concurrency, chats_at_once, service_level_seconds, patience_seconds) {
    if (!(staffed_positions instanceof Duty) || !offered_rate) return 1;
    return served(1, staffed_positions, week, offered_rate, contact_minutes, [chats_at_once, concurrency], service_level_seconds, patience_seconds);
  },
  speed_of_answer(staffed_positions, week, offered_rate, contact_minutes, concurrency, chats_at_once, patience_seconds) {
    if (!(staffed_positions instanceof Duty) || !offered_rate) return 0;
    return served(2, staffed_positions, week, offered_rate, contact_minutes, [chats_at_once, concurrency], 0, patience_seconds);
  },
  abandonment(staffed_positions, week, offered_rate, contact_minutes, concurrency, chats_at_once, patience_seconds) {
    if (!(staffed_positions instanceof Duty) || !offered_rate || Number.isNaN(patience_seconds)) return 0;
    return served(3, staffed_positions, week, offered_rate, contact_minutes, [chats_at_once, concurrency], 0, patience_seconds);
  },
  live_hours(staffed_positions, in_service) {
    return staffed_positions instanceof Duty ? staffed_positions.weekly * WEEKS_PER_MONTH * in_service : 0;
  },
  live_night_share(staffed_positions, week, service_month) {
    return staffed_positions instanceof Duty ? staffed_positions.share(windowOf(week, "night", service_month)) : 0;
  },
  live_weekend_share(staffed_positions, week, service_month) {
    return staffed_positions instanceof Duty ? staffed_positions.share(windowOf(week, "weekend", service_month)) : 0;
  },
  live_night_arrivals(week, service_month) {
    return service_month >= 1 ? dot(week.densities, windowOf(week, "night", service_month)) : 0;
  },
  live_weekend_arrivals(week, service_month) {
    return service_month >= 1 ? dot(week.densities, windowOf(week, "weekend", service_month)) : 0;
  },
  live_after_share(staffed_positions, after_window) {
    return after_window === null || !(staffed_positions instanceof Duty) ? 0 : staffed_positions.share(after_window);
  },
  busiest_duty(staffed_positions) {
    return staffed_positions instanceof Duty ? Math.max(...staffed_positions.agents) : 0;
  },
  unlearned_share(ramp_months) {
    return ramp_months > 0 ? Math.exp(-3 / ramp_months) : 0;
  },
  replacement_weight(new_hire_aht_factor) {
    const faster = new_hire_aht_factor - 1;
    return faster ? Math.log1p(faster) / faster : 1;
  },
  // [credits
  score_credit(credit_terms, score, score_spread) {
    return expected(credit_terms.credits, (step) => chanceBelow(step, score, score_spread));
  },
  score_bonus(credit_terms, score, score_spread) {
    return expected(credit_terms.bonuses, (step) => 1 - chanceBelow(step, score, score_spread));
  },
  measure_credit(measure_steps, attained_level, level_spread) {
    return expected(measure_steps.credits, (step) => chanceBelow(step, attained_level, level_spread));
  },
  measure_bonus(measure_steps, attained_level, level_spread) {
    return expected(measure_steps.bonuses, (step) => 1 - chanceBelow(step, attained_level, level_spread));
  },
  // ]
};
