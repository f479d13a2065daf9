// What the formulas of a page are made of, and how all of them are computed for one case.
const max = (a, b) => b > a ? b : a;
const min = (a, b) => b < a ? b : a;
const up = (x) => Math.ceil(x - 1e-9) || 0;
const pow = (a, b) => a ** b;
const when = (condition, then, otherwise) => condition ? then : otherwise;
const ratio = (a, b, otherwise) => b === 0 ? otherwise : a / b;
const prior = (values, m, before) => m ? values[m - 1] : before;

// Results of long computations by their arguments; the oldest half goes when there are too many.
function remembered(most, compute) {
  const known = new Map();
  return (...given) => {
    const key = given.join();
    let found = known.get(key);
    if (found === undefined) {
      if (known.size >= most) for (const old of [...known.keys()].slice(0, most / 2)) known.delete(old);
      found = compute(...given);
      known.set(key, found);
    }
    return found;
  };
}

// A sum without the error of many small ones (A. Neumaier 1974), of a quantity's rows at one step, at some steps, or without steps.
function total(values, rows, steps) {
  let sum = 0, lost = 0;
  const add = (x) => {
    const t = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - t + x : x - t + sum;
    sum = t;
  };
  for (const r of rows) {
    if (steps === undefined) add(values[r]);
    else if (typeof steps === "number") add(values[r][steps]);
    else for (const m of steps) add(values[r][m]);
  }
  return sum + (lost || 0);
}

const count = (n) => Array.from({length: n}, (_, i) => i);

// The shape of a case from its data: for each pair of indexes the parent of a member (a_b), the members within one (b__a), and all (a_all).
function shaped(data, within) {
  const s = {size: data.sizes, label: data.labels};
  for (const index in data.sizes) {
    let at = count(data.sizes[index]), here = index;
    s[index + "_all"] = at;
    while (within[here]) {
      const parents = data.parents[here], outer = within[here];
      at = at.map((i) => parents[i]);
      s[`${index}_${outer}`] = at;
      s[`${outer}__${index}`] = count(data.sizes[outer]).map((i) => count(at.length).filter((j) => at[j] === i));
      here = outer;
    }
  }
  return s;
}

// What a formula reads, from its text: the names of quantities.
const readsOf = remembered(5000, (at) => [...new Set([...formulas[at].toString().matchAll(/v\.(\w+)/g)].map((found) => found[1]))]);

// Every quantity of a case for some inputs; what follows from nothing that changed is taken from an earlier run.
function computed(model, data, s, inputs, earlier, changed) {
  const v = {...earlier, ...inputs}, moved = new Set(changed);
  for (const [name, parts] of data.program) {
    if (earlier && !parts.some(([at]) => at >= 0 && readsOf(at).some((read) => moved.has(read)))) continue;
    moved.add(name);
    const [row, step] = model.quantities[name];
    const rows = v[name] = [];
    for (const [formula, where] of parts) {
      const f = formula < 0 ? () => 0 : formulas[formula];
      for (const r of where) {
        if (!step) rows[r] = f(v, r, 0, s);
        else {
          rows[r] = [];
          for (let m = 0; m < s.size[step]; m++) rows[r][m] = f(v, r, m, s);
        }
      }
    }
  }
  return v;
}

// The numbers of a case's inputs as formulas read them: null is no number, "inf" has no end, one number holds for every step.
function inputsOf(model, data, s) {
  const inputs = {};
  for (const name in data.inputs) {
    const step = model.quantities[name][1];
    const number = (one) => one === "inf" ? Infinity : one ?? NaN;
    inputs[name] = data.inputs[name].map((value) => {
      if (Array.isArray(value)) return value.map(number);
      return step ? count(s.size[step]).fill(number(value)) : number(value);
    });
  }
  return inputs;
}
