package structtag

import (
	"encoding/json"
	"io"
)

type malformed struct {
	Name string `json:name-field`      // want `the struct tag is ignored: struct tag value`
	Age  int    `json:"age",omitempty` // want `the struct tag is ignored: `
}

type twice struct {
	A string `json:"a"`
	B string `json:"a"` // want `field B repeats json tag "a" of another field`
}

type row struct {
	id   int    `gorm:"primaryKey"`              // want `the gorm tag has no effect: field id is not exported`
	name string `json:"name" binding:"required"` // want `the json tag has no effect: field name is not exported`
	env  string `env:"HOME"`                     // want `the env tag has no effect`
}

func show(r row) (int, string, string) { return r.id, r.name, r.env }

type resp struct {
	UserName string
	Code     int
}

func encode(r resp) ([]byte, error) {
	return json.Marshal(r) // want `resp goes over the wire with Go's field names, such as UserName`
}

func stream(w io.Writer, r *resp) error {
	return json.NewEncoder(w).Encode(r) // want `resp goes over the wire`
}

type hidden struct {
	id   int
	name string
}

func nothing() ([]byte, error) {
	return json.Marshal(hidden{1, "a"}) // want `JSON sees nothing of hidden: none of its fields is exported`
}

func intoNothing(data []byte) (name string, err error) {
	var v struct{ name string }
	err = json.Unmarshal(data, &v) // want `JSON sees nothing of the struct: none of its fields is exported`
	return v.name, err
}
