package tui

import (
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// sequence takes apart a tea.Sequence, whose message type is not exported.
func sequence(msg tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	cmds := make([]tea.Cmd, v.Len())
	for i := range cmds {
		cmds[i], _ = v.Index(i).Interface().(tea.Cmd)
	}
	return cmds, true
}

func typeName(v any) string { return fmt.Sprintf("%T %s", v, reflect.TypeOf(v).PkgPath()) }
