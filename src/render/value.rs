//! Values for templates, built without a detour through serde.

use tera::{Map, Value};

/// A map of a template value: `obj! { "title" => entry.title, … }`.
#[macro_export]
macro_rules! obj {
    ($($key:literal => $value:expr),* $(,)?) => {
        $crate::render::value::object([$(($key, tera::Value::from($value))),*])
    };
}

/// A map from pairs, in their order.
pub fn object<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in pairs {
        map.insert(key.into(), value);
    }
    Value::from(map)
}

/// A list of values.
pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<Value>>())
}

/// Adds pairs to a map value.
pub fn with<const N: usize>(base: &Value, pairs: [(&'static str, Value); N]) -> Value {
    let mut map = base.as_map().cloned().unwrap_or_default();
    for (key, value) in pairs {
        map.insert(key.into(), value);
    }
    Value::from(map)
}
