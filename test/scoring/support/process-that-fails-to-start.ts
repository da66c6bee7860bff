throw new TypeError('no memory for that');
