<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  A schema without abstract things: what is abstract is written out where it is used, and only one phase remains.

  Elements: sch:pattern and sch:group with @is-a and sch:param, abstract sch:rule with sch:extends, sch:phase.
  Promises: in the result each pattern and rule is concrete, a group is a pattern that says so, and a parameter of the
  schema is a variable. What cannot be resolved is left out: problems.xsl names it.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:mode name="edition-schematron:instantiate" on-no-match="shallow-copy"/>
  <xsl:mode name="edition-schematron:substitute" on-no-match="shallow-copy"/>
  <xsl:mode name="edition-schematron:expand" on-no-match="shallow-copy"/>

  <xsl:key name="edition-schematron:pattern" match="(sch:pattern | sch:group)[@abstract = 'true']" use="@id"/>
  <xsl:key name="edition-schematron:rule" match="sch:rule[@abstract = 'true']" use="@id"/>

  <!-- Patterns made of abstract ones. -->

  <xsl:template match="(sch:pattern | sch:group)[@is-a]" mode="edition-schematron:instantiate" as="element(sch:pattern)?">
    <xsl:variable name="abstract" as="element()?" select="edition-schematron:abstract(.)"/>
    <xsl:variable name="parameters" as="map(xs:string, xs:string)" select="
      map:merge((sch:param, $abstract/sch:param)/map {string(@name): string(@value)}, map {'duplicates': 'use-first'})"/>
    <xsl:if test="$abstract">
      <sch:pattern>
        <xsl:copy-of select="$abstract/(@* except (@abstract, @id, @documents)), @* except @is-a"/>
        <xsl:call-template name="edition-schematron:group"/>
        <xsl:apply-templates mode="edition-schematron:substitute" select="
          $abstract/@documents[not(current()/@documents)], $abstract/(node() except sch:param), node() except sch:param,
          edition-schematron:told($abstract)">
          <xsl:with-param name="parameters" as="map(xs:string, xs:string)" select="$parameters" tunnel="yes"/>
        </xsl:apply-templates>
      </sch:pattern>
    </xsl:if>
  </xsl:template>

  <!-- What a pattern or a group is made of: a pattern is made of a pattern, a group of a group. -->
  <xsl:function name="edition-schematron:abstract" as="element()?">
    <xsl:param name="instance" as="element()"/>
    <xsl:sequence select="key('edition-schematron:pattern', $instance/@is-a, root($instance))[local-name() = local-name($instance)][1]"/>
  </xsl:function>

  <!-- The diagnostics and properties of a pattern's assertions: each instance has its own, with its parameters. -->
  <xsl:function name="edition-schematron:told" as="element()*">
    <xsl:param name="pattern" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="$pattern//(sch:assert | sch:report)/(@diagnostics | @properties)/tokenize(.)"/>
    <xsl:sequence select="root($pattern)//(sch:diagnostic | sch:property)[@id = $names][contains(string-join(.//@*, ' ') || ., '$')]"/>
  </xsl:function>

  <!-- A group is a pattern all of whose rules are applied. -->
  <xsl:template match="sch:group" mode="edition-schematron:instantiate" as="element(sch:pattern)">
    <sch:pattern>
      <xsl:call-template name="edition-schematron:group"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </sch:pattern>
  </xsl:template>

  <xsl:template name="edition-schematron:group" as="attribute()?">
    <xsl:if test="self::sch:group">
      <xsl:attribute name="edition-schematron:group" select="'yes'"/>
    </xsl:if>
  </xsl:template>

  <!-- A parameter of the schema is a variable that a user may set; here nobody does. -->
  <xsl:template match="sch:schema/sch:param" mode="edition-schematron:instantiate" as="element(sch:let)">
    <sch:let>
      <xsl:copy-of select="@*"/>
    </sch:let>
  </xsl:template>

  <xsl:template match="(sch:pattern | sch:group)[@abstract = 'true']" mode="edition-schematron:instantiate" as="empty-sequence()" priority="2"/>

  <xsl:template match="sch:*/@context | sch:*/@test | sch:*/@select | sch:*/@path | sch:*/@value | sch:*/@subject | sch:*/@visit-each
    | sch:*/@documents | sch:*/@role | sch:*/@severity | sch:*/@flag | xsl:*/@select | xsl:*/@test" mode="edition-schematron:substitute" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="edition-schematron:substituted(., $parameters)"/>
  </xsl:template>

  <xsl:template match="sch:*/text()" mode="edition-schematron:substitute" as="text()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:value-of select="edition-schematron:substituted(., $parameters)"/>
  </xsl:template>

  <!-- A full stop may be part of a name, but behind a name in a sentence it is none. -->
  <xsl:variable name="edition-schematron:reference" as="xs:string" select="'\$([\i-[:]]([\c-[:.]]|\.[\c-[:.]])*)'"/>

  <!-- $name becomes the parameter's value; a $name that is no parameter stays what it is, a variable. -->
  <xsl:function name="edition-schematron:substituted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="parameters" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="string-join(
      analyze-string($text, $edition-schematron:reference)/*
      ! (if (self::*:match and map:contains($parameters, substring(., 2))) then $parameters(substring(., 2)) else string()))"/>
  </xsl:function>

  <!-- Rules that extend abstract ones, and the choice of a phase. -->

  <xsl:template match="sch:rule[@abstract = 'true']" mode="edition-schematron:expand" as="empty-sequence()"/>

  <!-- A variable of the phase hides the schema's of that name. -->
  <xsl:template match="sch:schema/sch:let[@name = ../sch:phase[@id = edition-schematron:phase(..)]/sch:let/@name]"
    mode="edition-schematron:expand" as="empty-sequence()"/>

  <xsl:template match="sch:pattern[not(edition-schematron:is-active(.))]" mode="edition-schematron:expand" as="empty-sequence()"/>

  <xsl:template match="sch:extends[@rule]" mode="edition-schematron:expand" as="node()*">
    <xsl:param name="extending" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="rule" as="element(sch:rule)?" select="edition-schematron:extended(.)"/>
    <xsl:if test="$rule and not(@rule = $extending)">
      <xsl:apply-templates select="$rule/node()" mode="edition-schematron:expand">
        <xsl:with-param name="extending" as="xs:string*" select="$extending, string(@rule)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- The abstract rule of that name, in the same pattern or outside of any. -->
  <xsl:function name="edition-schematron:extended" as="element(sch:rule)?">
    <xsl:param name="extends" as="element(sch:extends)"/>
    <xsl:variable name="rules" as="element(sch:rule)*" select="key('edition-schematron:rule', $extends/@rule, root($extends))"/>
    <xsl:variable name="own" as="element()?" select="$extends/ancestor::*[self::sch:pattern | self::sch:group][1]"/>
    <xsl:sequence select="$rules[.. is $own or parent::sch:rules or parent::sch:schema][1]"/>
  </xsl:function>

  <xsl:function name="edition-schematron:phase" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="default" as="xs:string" select="string(($schema/@defaultPhase, '#ALL')[1])"/>
    <xsl:sequence select="if ($phase = ('', '#DEFAULT')) then $default else $phase"/>
  </xsl:function>

  <xsl:function name="edition-schematron:is-active" as="xs:boolean">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:variable name="schema" as="element(sch:schema)" select="$pattern/ancestor::sch:schema"/>
    <xsl:variable name="name" as="xs:string" select="edition-schematron:phase($schema)"/>
    <xsl:sequence select="$name = '#ALL' or $pattern/@id = $schema/sch:phase[@id = $name]/sch:active/@pattern"/>
  </xsl:function>
</xsl:transform>
