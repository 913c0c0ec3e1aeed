package assertbare

import "fmt"

func checked(x any) (string, error) {
	s, ok := x.(string)
	if !ok {
		return "", fmt.Errorf("want string, got %T", x)
	}
	return s, nil
}

func switched(x any) int {
	switch x := x.(type) {
	case int:
		return x
	}
	return 0
}

func proven(x any) int {
	switch x.(type) {
	case int:
		return x.(int)
	}
	return 0
}

func condition(x any) bool {
	if _, ok := x.(fmt.Stringer); ok {
		return true
	}
	return false
}
