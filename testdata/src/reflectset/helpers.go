package reflectset

import "reflect"

type settings struct {
	Name   string
	Port   int
	secret string
}

func setField(v reflect.Value, name string, x any) {
	v.FieldByName(name).Set(reflect.ValueOf(x))
}

func setName(v reflect.Value) { v.FieldByName("Name").SetString("x") }

func copied(s settings) {
	setName(reflect.ValueOf(s)) // want `in setName, SetString panics: the value is a copy and cannot be set`
}

func pointed(s *settings) {
	setName(reflect.ValueOf(s)) // want `in setName, FieldByName of \*reflectset.settings panics: it is not a struct`
}

func anyField(s settings) {
	setField(reflect.ValueOf(s), "Name", "x") // want `in setField, Set panics: the value is a copy and cannot be set`
}

func anyFieldRight(s *settings) { setField(reflect.ValueOf(s).Elem(), "Name", "x") }

func right(s *settings) { setName(reflect.ValueOf(s).Elem()) }

func count(v any) int { return reflect.TypeOf(v).NumField() }

func countPointer(s *settings) int {
	return count(s) // want `in count, NumField of \*reflectset.settings panics: it is not a struct`
}

func countValue(s settings) int { return count(s) }

func countUnknown(v any) int { return count(v) }

func follow(v reflect.Value) reflect.Value { return v.Elem() }

func followInt(n int) reflect.Value {
	return follow(reflect.ValueOf(n)) // want `in follow, Elem of int panics: it is not a pointer or interface`
}

func followPointer(n *int) reflect.Value { return follow(reflect.ValueOf(n)) }

// What depends on the kind is right for every argument.
func countAny(v any) int {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.NumField()
}

func countsAny(s *settings) int { return countAny(s) }

func countSwitched(v any) int {
	switch v.(type) {
	case settings:
		return reflect.TypeOf(v).NumField()
	}
	return 0
}

func countsSwitched(s *settings) int { return countSwitched(s) }

func otherType(s *settings) {
	f := reflect.ValueOf(s).Elem().FieldByName("Port")
	f.Set(reflect.ValueOf("80")) // want `Set panics: a value of type string is not assignable to int`
}

func sameType(s *settings) {
	reflect.ValueOf(s).Elem().FieldByName("Port").Set(reflect.ValueOf(80))
}

func allFields(s settings) (values []any) {
	v := reflect.ValueOf(s)
	for i := 0; i < v.NumField(); i++ {
		values = append(values, v.Field(i).Interface()) // want `Interface panics: field secret is not exported`
	}
	return values
}

func allFieldsByRange(s *settings) (values []any) {
	v := reflect.ValueOf(s).Elem()
	for i := range v.NumField() {
		values = append(values, v.Field(i).Interface()) // want `Interface panics: field secret is not exported`
	}
	return values
}

func exportedFields(s settings) (values []any) {
	v := reflect.ValueOf(s)
	for i := 0; i < v.NumField(); i++ {
		if v.Type().Field(i).IsExported() {
			values = append(values, v.Field(i).Interface())
		}
	}
	return values
}

func taggedFields(s settings) (values []any) {
	v := reflect.ValueOf(s)
	for i := 0; i < v.NumField(); i++ {
		if v.Type().Field(i).Tag.Get("show") == "" {
			continue
		}
		values = append(values, v.Field(i).Interface())
	}
	return values
}

func byName(s settings) (values []any) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		f := v.Field(i)
		switch v.Type().Field(i).Name {
		case "Name", "Port":
			values = append(values, f.Interface())
		}
	}
	return values
}

func kindsOfFields(s settings) (kinds []reflect.Kind) {
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		kinds = append(kinds, v.Field(i).Kind())
	}
	return kinds
}
