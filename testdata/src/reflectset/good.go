package reflectset

import "reflect"

func settable(u *user) {
	reflect.ValueOf(u).Elem().FieldByName("Age").SetInt(1)
	reflect.Indirect(reflect.ValueOf(u)).Field(0).SetString("x")
}

func guardedSet(u user) {
	v := reflect.ValueOf(u)
	if f := v.FieldByName("Age"); f.CanSet() {
		f.SetInt(1)
	}
}

func slice(s []int) { reflect.ValueOf(s).Index(0).SetInt(1) }

func sliceInStruct(u user) { reflect.ValueOf(u).FieldByName("Tags").Index(0).SetString("x") }

func unknown(v any) { reflect.ValueOf(v).Elem().Field(0).SetInt(1) }

func generic[T any](v T) int { return reflect.ValueOf(v).NumField() }

func kind(v any) int {
	rv := reflect.ValueOf(v)
	if rv.Kind() == reflect.Pointer {
		rv = rv.Elem()
	}
	return rv.NumField()
}

func elem(s []string) reflect.Type { return reflect.TypeOf(s).Elem() }

func pointer() int64 {
	v := reflect.ValueOf(&calc{})
	return v.MethodByName("Add").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0].Int()
}

func asked(u user) bool { return reflect.ValueOf(u).FieldByName("Nope").IsValid() }

func made() { reflect.New(reflect.TypeOf(user{})).Elem().Field(0).SetString("x") }

func iface(u *user) any { return reflect.ValueOf(u).Elem().FieldByName("Name").Interface() }
