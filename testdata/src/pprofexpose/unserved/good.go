package unserved

import "net/http"

func plain() error { return http.ListenAndServe(":8080", nil) }
