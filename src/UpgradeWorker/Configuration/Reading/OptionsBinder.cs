using System.Collections;
using System.Globalization;
using System.Reflection;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>
/// Fills the shapes of <see cref="WorkerOptions"/> from the flat values. Unlike the framework's binder it goes on after
/// an error, knows unknown keys, and remembers where each value came from.
/// </summary>
internal sealed class OptionsBinder(FlatSettings flat, ICollection<SettingError> errors)
{
    public List<EffectiveSetting> Effective { get; } = [];

    public WorkerOptions Bind()
    {
        var options = new WorkerOptions();
        BindObject(options, "");
        return options;
    }

    private void BindObject(object target, string path)
    {
        var known = target.GetType().GetProperties();
        foreach (var child in flat.NamedBelow(path))
        {
            if (!known.Any(property => property.Name.Equals(child, StringComparison.OrdinalIgnoreCase)))
            {
                TellUnknown(target.GetType(), path, child);
            }
        }

        if (path.Length > 0 && flat.At(path) is { Text.Length: > 0 } scalar)
        {
            errors.Add(new(path, "this is a group of settings, not a single value.", scalar.Source));
        }

        foreach (var property in known)
        {
            BindProperty(target, property, Below(path, property.Name));
        }
    }

    private void BindProperty(object target, PropertyInfo property, string path)
    {
        var type = property.PropertyType;
        var setting = property.GetCustomAttribute<SettingAttribute>()!; // a test holds that every key has one
        if (typeof(IDictionary).IsAssignableFrom(type))
        {
            BindDictionary((IDictionary)property.GetValue(target)!, type.GetGenericArguments()[1], setting, path);
        }
        else if (typeof(IList).IsAssignableFrom(type))
        {
            BindList(target, property, setting, path);
        }
        else if (IsGroup(type))
        {
            BindObject(property.GetValue(target)!, path);
        }
        else if (Leaf(type, setting, path) is { } value)
        {
            property.SetValue(target, value);
            Note(path, value, setting, flat.At(path)!.Source);
        }
        else if (flat.At(path) is null)
        {
            TellGroupForLeaf(path);
            Note(path, property.GetValue(target), setting, "default");
        }
    }

    private void BindDictionary(IDictionary target, Type itemType, SettingAttribute setting, string path)
    {
        var keys = flat.ChildrenOf(path);
        if (flat.At(path) is { Text.Length: > 0 } scalar)
        {
            errors.Add(new(path, "this is a group of named settings, not a single value.", scalar.Source));
        }

        foreach (var key in keys)
        {
            if (!IsGroup(itemType))
            {
                // In a group of free keys an empty text is a value too: it clears a template parameter.
                var emptied = itemType == typeof(string) && flat.At(Below(path, key)) is { Text.Length: 0, IsEmptyGroup: false } ? "" : null;
                if ((emptied ?? Leaf(itemType, setting, Below(path, key))) is { } value)
                {
                    target[key] = value;
                    Note(Below(path, key), value, setting, flat.At(Below(path, key))!.Source);
                }
                else
                {
                    TellGroupForLeaf(Below(path, key));
                }
            }
            else if (!target.Contains(key))
            {
                target[key] = Activator.CreateInstance(itemType);
            }
        }

        if (IsGroup(itemType))
        {
            foreach (DictionaryEntry entry in target)
            {
                BindObject(entry.Value!, Below(path, (string)entry.Key));
            }
        }
    }

    private void BindList(object target, PropertyInfo property, SettingAttribute setting, string path)
    {
        var itemType = property.PropertyType.GetGenericArguments()[0];
        var indexes = flat.ChildrenOf(path);
        if (flat.At(path) is { IsEmptyGroup: true } group)
        {
            errors.Add(new(path, "this is a list, [ … ], not a group.", group.Source));
        }
        else if (flat.At(path) is { } whole)
        {
            var list = (IList)Activator.CreateInstance(property.PropertyType)!;
            foreach (var part in whole.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IsGroup(itemType))
                {
                    errors.Add(new(path, "this is a list of groups; give its elements as :0:KEY, :1:KEY.", whole.Source));
                    break;
                }

                if (Parse(itemType, part, setting, path, whole.Source) is { } item)
                {
                    list.Add(item);
                }
            }

            property.SetValue(target, list);
            Note(path, list, setting, whole.Source);
        }
        else if (indexes.Count > 0)
        {
            var list = BindElements(property.PropertyType, itemType, indexes, setting, path);
            property.SetValue(target, list);
            if (!IsGroup(itemType))
            {
                Note(path, list, setting, flat.At(Below(path, indexes[^1]))?.Source ?? "default");
            }
        }
        else
        {
            Note(path, property.GetValue(target), setting, "default");
        }
    }

    private IList BindElements(Type listType, Type itemType, IReadOnlyList<string> indexes, SettingAttribute setting, string path)
    {
        var list = (IList)Activator.CreateInstance(listType)!;
        foreach (var wrong in indexes.Where(index => !int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            errors.Add(new(Below(path, wrong), "this is a list; its elements are called 0, 1, 2 and so on.", null));
        }

        foreach (var index in indexes.Where(index => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderBy(index => int.Parse(index, CultureInfo.InvariantCulture)))
        {
            var place = Below(path, index);
            if (IsGroup(itemType))
            {
                var item = Activator.CreateInstance(itemType)!;
                BindObject(item, place);
                list.Add(item);
            }
            else if (Leaf(itemType, setting, place) is { } value)
            {
                list.Add(value);
            }
            else
            {
                TellGroupForLeaf(place);
            }
        }

        return list;
    }

    private object? Leaf(Type type, SettingAttribute setting, string path)
    {
        if (flat.At(path) is { IsEmptyGroup: true } group)
        {
            errors.Add(new(path, "this is a single value, not a group.", group.Source));
            return null;
        }

        return flat.At(path) is { } value ? Parse(type, value.Text, setting, path, value.Source) : null;
    }

    private object? Parse(Type type, string text, SettingAttribute setting, string path, string source)
    {
        var (value, complaint) = LeafParser.Parse(type, text, setting);
        if (complaint is not null)
        {
            errors.Add(new(path, complaint, source));
        }

        return value;
    }

    private void TellGroupForLeaf(string path)
    {
        if (flat.ChildrenOf(path) is { Count: > 0 } children)
        {
            errors.Add(new(path, $"this is a single value, but \"{children[0]}\" is given below it.", null));
        }
    }

    private void TellUnknown(Type type, string path, string child)
    {
        var near = KeyNames.Nearest(child, type.GetProperties().Select(property => property.Name));
        var elsewhere = near is null ? KeyNames.PlacesOf(child) : [];
        var hint = near is not null ? $" Did you mean {Below(path, near)}?"
            : elsewhere.Count > 0 ? $" Did you mean {string.Join(" or ", elsewhere)}?"
            : "";
        errors.Add(new(Below(path, child), $"there is no such setting.{hint}", flat.SourceOf(Below(path, child))));
    }

    private void Note(string path, object? value, SettingAttribute setting, string source) =>
        Effective.Add(new(path, LeafParser.Format(value, setting), source));

    internal static bool IsGroup(Type type) => type.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";
}
