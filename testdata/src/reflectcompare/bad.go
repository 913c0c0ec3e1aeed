package reflectcompare

import "reflect"

func eq(a, b reflect.Value) bool {
	return a == b // want `this compares the reflect.Value headers, not the values they hold`
}

func ne(a, b reflect.Value) bool {
	return a != b // want `this compares the reflect.Value headers`
}

func deep(a, b reflect.Value) bool {
	return reflect.DeepEqual(a, b) // want `this compares the reflect.Value headers`
}

func errs(a, b error) bool {
	return reflect.DeepEqual(a, b) // want `DeepEqual compares the insides of errors and misses wrapped ones`
}

func closure(a reflect.Value) func(reflect.Value) bool {
	return func(b reflect.Value) bool { return a == b } // want `this compares the reflect.Value headers`
}

var present reflect.Value

func remember(v reflect.Value) { present = v }

func remembered(v reflect.Value) bool { return v == present } // want `this compares the reflect.Value headers, not the values they hold`
