package concatloop

import "fmt"

func cacheKey(tenant, id string) string {
	return fmt.Sprintf("cache:%s:%s", tenant, id) // want `Sprintf only joins strings`
}

func objectPath(bucket, name string) string {
	path := fmt.Sprintf("/v1/%s/objects/%s", bucket, name) // want `Sprintf only joins strings`
	return path
}

func address(host string) string {
	return fmt.Sprintf("https://%s:8443", host) // want `Sprintf only joins strings`
}

func text(name, place string) string {
	fmt.Println(name)
	return fmt.Sprintf("%s has moved to %s", name, place) + fmt.Sprintf("<%s>", name) + fmt.Sprintf("%s:%q", name, place) + fmt.Sprintf("n=%d,s=%s", len(name), place)
}
