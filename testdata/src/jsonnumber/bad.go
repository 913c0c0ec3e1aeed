package jsonnumber

import (
	"encoding/json"
	"io"
)

func userID(b []byte) (int, error) {
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		return 0, err
	}
	return m["id"].(int), nil // want `a JSON number in an interface is a float64: the assertion to int panics`
}

func commaOk(r io.Reader) (int64, bool) {
	var v any
	if json.NewDecoder(r).Decode(&v) != nil {
		return 0, false
	}
	n, ok := v.(int64) // want `a JSON number in an interface is a float64, never a int64`
	return n, ok
}

func nested(b []byte) int {
	var m map[string]interface{}
	json.Unmarshal(b, &m)
	user := m["user"].(map[string]any)
	return user["age"].(int) // want `the assertion to int panics`
}

func list(b []byte) (sum int) {
	var all []any
	json.Unmarshal(b, &all)
	for _, v := range all {
		sum += v.(int) // want `the assertion to int panics`
	}
	return sum
}

type doc struct {
	Kind string
	Data any
}

func field(b []byte) uint {
	var d doc
	json.Unmarshal(b, &d)
	return d.Data.(uint) // want `the assertion to uint panics`
}

func switched(b []byte) string {
	var v any
	json.Unmarshal(b, &v)
	switch v.(type) {
	case int: // want `a JSON number in an interface is a float64, never a int`
		return "number"
	case string:
		return "text"
	}
	return ""
}

func inHelper(b []byte) int {
	var m map[string]any
	json.Unmarshal(b, &m)
	return count(m)
}

func count(m map[string]any) int {
	return m["count"].(int) // want `the assertion to int panics`
}

func decodeMap(b []byte) (map[string]any, error) {
	m := map[string]any{}
	err := json.Unmarshal(b, &m)
	return m, err
}

func byHelper(b []byte) uint64 {
	m, err := decodeMap(b)
	if err != nil {
		return 0
	}
	return m["n"].(uint64) // want `a JSON number in an interface is a float64: the assertion to uint64 panics`
}

type event struct {
	Name string
	Data map[string]any
}

func (e *event) count() int64 {
	n, _ := e.Data["count"].(int64) // want `a JSON number in an interface is a float64, never a int64`
	return n
}

func loadEvent(data []byte) (*event, error) {
	e := new(event)
	err := json.Unmarshal(data, e)
	return e, err
}

func loadAgain(data []byte) (e event, err error) {
	err = json.Unmarshal(data, &e)
	return e, err
}
