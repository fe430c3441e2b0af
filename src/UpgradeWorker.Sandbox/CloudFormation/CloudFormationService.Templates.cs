using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Templates: read back, summed up, judged.</summary>
public sealed partial class CloudFormationService
{
    private void DefineTemplates()
    {
        Define("GetTemplate", "StackName ChangeSetName TemplateStage", GetTemplate);
        Define(
            "GetTemplateSummary",
            "StackName TemplateBody TemplateURL TemplateSummaryConfig.TreatUnrecognizedResourceTypesAsWarnings",
            GetTemplateSummary);
        Define("ValidateTemplate", "TemplateBody TemplateURL", ValidateTemplate);
    }

    private IEnumerable<XElement?> GetTemplate(QueryCall call)
    {
        var template = call.Text("ChangeSetName") is { } setName
            ? FindSet(setName, call.Text("StackName")).Target.Template
            : Stack(call.Required("StackName"), longText: true).Template
                ?? throw AwsException.Validation($"Stack {call.Text("StackName")} has no template yet");
        return [Text("TemplateBody", template.Body), Texts("StagesAvailable", ["Original", "Processed"])];
    }

    private IEnumerable<XElement?> GetTemplateSummary(QueryCall call)
    {
        var template = call.Text("StackName") is { } name
            ? Stack(name, longText: true).Template ?? throw AwsException.Validation($"Stack {name} has no template yet")
            : TemplateSource.Demand(World, call, null);
        return
        [
            List("Parameters", template.Parameters, Declaration),
            Text("Description", template.Description),
            Texts("Capabilities", Capabilities.NeededBy(template) is { } needed ? [needed] : []),
            Text("CapabilitiesReason", Capabilities.Reason(template)),
            Texts("ResourceTypes", template.Resources.Values.Select(r => r.Type)),
            Text("Version", template.Root["AWSTemplateFormatVersion"]?.ToString()),
            Text("Metadata", template.Metadata?.ToJsonString()),
            List("ResourceIdentifierSummaries", template.Resources.Values.GroupBy(r => r.Type), g =>
                [Text("ResourceType", g.Key), Texts("LogicalResourceIds", g.Select(r => r.LogicalId))]),
        ];
    }

    private IEnumerable<XElement?> ValidateTemplate(QueryCall call)
    {
        var template = TemplateSource.Demand(World, call, null);
        return
        [
            List("Parameters", template.Parameters, p =>
            [
                Text("ParameterKey", p.Key), Text("DefaultValue", p.Default), Flag("NoEcho", p.NoEcho), Text("Description", p.Description),
            ]),
            Text("Description", template.Description),
            Texts("Capabilities", Capabilities.NeededBy(template) is { } needed ? [needed] : []),
            Text("CapabilitiesReason", Capabilities.Reason(template)),
        ];
    }

    private static XElement?[] Declaration(TemplateParameter parameter) =>
    [
        Text("ParameterKey", parameter.Key),
        Text("DefaultValue", parameter.Default),
        Text("ParameterType", parameter.Type),
        Flag("NoEcho", parameter.NoEcho),
        Text("Description", parameter.Description),
        parameter.AllowedValues is { } allowed
            ? Of("ParameterConstraints", Texts("AllowedValues", allowed))
            : Of("ParameterConstraints"),
    ];
}
