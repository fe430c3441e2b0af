using System.Reflection;
using System.Xml.Linq;
using Amazon.CloudFormation;
using Amazon.Query;
using Amazon.Runtime;

namespace AwsSdk.Tests;

/// <summary>Every member of every shape is on the wire, under its own name, both ways.</summary>
public class MemberTests
{
    private static IEnumerable<TestCaseData> Shapes() => typeof(AmazonCloudFormationClient).Assembly.GetExportedTypes()
        .Where(type => typeof(IWireShape).IsAssignableFrom(type) && !type.IsAbstract)
        .Select(type => new TestCaseData(type) { TestName = "Every_member_goes_out_and_comes_back " + type.FullName });

    [TestCaseSource(nameof(Shapes))]
    public void Every_member_goes_out_and_comes_back(Type type)
    {
        var leaves = 0;
        var shape = Filled.Shape(type, ref leaves);
        var sent = Filled.Form(shape);
        Assert.That(sent, Has.Count.EqualTo(leaves), "one pair for each value that was set");
        Assert.That(sent.Keys, Is.All.Matches<string>(key => char.IsUpper(key![0])));

        var read = (IWireShape)Activator.CreateInstance(type)!;
        read.Exchange(new XmlShapeReader(Xml(sent)));
        Assert.That(Filled.Form(read), Is.EquivalentTo(sent));
    }

    [Test]
    public void A_constant_found_by_its_text_is_the_constant_itself()
    {
        var constants = typeof(AmazonCloudFormationClient).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ConstantClass))).ToList();
        Assert.That(constants, Has.Count.GreaterThan(50));
        foreach (var field in constants.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)))
        {
            var constant = (ConstantClass)field.GetValue(null)!;
            var found = field.DeclaringType!.GetMethod("FindValue", [typeof(string)])!.Invoke(null, [constant.Value]);
            Assert.That(found, Is.SameAs(constant), $"{field.DeclaringType.Name}.{field.Name}");
        }
    }

    private static XElement Xml(Dictionary<string, string> form)
    {
        var root = new XElement("Result");
        var elements = new Dictionary<string, XElement> { [""] = root };
        foreach (var (key, value) in form)
        {
            Element(key).Value = value;
        }

        return root;

        // "A.member.2.B" is element B in the second element "member" of A.
        XElement Element(string path)
        {
            if (elements.TryGetValue(path, out var known))
            {
                return known;
            }

            var dot = path.LastIndexOf('.');
            var (parent, name) = (dot < 0 ? "" : path[..dot], path[(dot + 1)..]);
            if (int.TryParse(name, out _))
            {
                dot = parent.LastIndexOf('.');
                (parent, name) = (parent[..dot], parent[(dot + 1)..]);
            }

            var element = new XElement(name);
            Element(parent).Add(element);
            return elements[path] = element;
        }
    }
}
