<?xml version="1.0" encoding="UTF-8"?>
<!-- The book as a whole: front pages, one part per text, the index; the addresses of places within it.
     Promises that a place which the index or a link names is marked where it is printed. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:name="https://tei-edition.org/ns/names" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- returns one entry, 'book.xml', whose index has the heads alone, because the texts can be set before the index is known -->
  <xsl:template name="book" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="book" as="element()">
      <book version="1" xml:lang="{print:language()}" paper="{(set:get('paper'), 'a5')[1]}">
        <xsl:call-template name="print:front"/>
        <xsl:apply-templates select="$print:texts" mode="print:block"/>
        <index><xsl:call-template name="print:index-head"/></index>
      </book>
    </xsl:variable>
    <xsl:sequence select="map{ 'book.xml': serialize($book, map{ 'method': 'xml', 'indent': false(), 'omit-xml-declaration': true() }) }"/>
  </xsl:template>

  <xsl:function name="print:language" as="xs:string">
    <xsl:sequence select="string((set:get('language')[. ne ''], $documents/*/@xml:lang, 'en')[1])"/>
  </xsl:function>

  <!-- the texts that open a part of the book; a document without a text is printed as what else it holds -->
  <xsl:variable name="print:texts" as="element()*" select="$documents ! (let $texts := .//tei:text[not(ancestor::tei:text)]
    return if ($texts) then $texts else (.//tei:sourceDoc, .//tei:standOff)[1])"/>

  <!-- returns the place of a node's document among the documents: the first step of every address in the book -->
  <xsl:function name="print:document-number" as="xs:integer">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="root" as="node()" select="root($node)"/>
    <xsl:sequence select="(for $n in 1 to count($documents) return if ($documents[$n] is $root) then $n else (), 0)[1]"/>
  </xsl:function>

  <!-- returns an element's address in the book -->
  <xsl:function name="print:address" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="print:document-number($element) || '/' || id:anchor($element)"/>
  </xsl:function>

  <!-- returns the element of one of the book's texts that a pointer means -->
  <xsl:function name="print:target" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:variable name="expanded" as="xs:string" select="ptr:expand($pointer, $context)"/>
    <xsl:variable name="file" as="xs:string" select="if (contains($expanded, '#')) then substring-before($expanded, '#') else $expanded"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($expanded, '#')"/>
    <xsl:variable name="root" as="document-node()?" select="if ($file eq '') then root($context)
      else if (matches($file, '^[a-z]+://') and not(starts-with($file, 'file:'))) then ()
      else let $uri := ptr:absolute($file, $context) return $documents[ptr:normal(string(base-uri(.))) eq $uri][1]"/>
    <xsl:sequence select="if (empty($root)) then () else if ($id eq '') then $root//tei:text[1] else key('id:by-id', $id, $root)[1]"/>
  </xsl:function>

  <!-- the places that links lead to -->
  <xsl:variable name="print:places" as="map(xs:string, xs:boolean)">
    <xsl:variable name="linked" as="xs:string*" select="$documents//tei:text//(tei:ref | tei:ptr)[@target]/(for $pointer in tokenize(@target)
      return print:target($pointer, .) ! print:address(.))"/>
    <xsl:sequence select="map:merge($linked ! map{ .: true() }, map{ 'duplicates': 'use-first' })"/>
  </xsl:variable>

  <!-- the elements that the index may list: it is made at the same time, so every one of them is marked -->
  <xsl:variable name="print:mentionable" as="map(xs:string, xs:boolean)" select="map:merge(('name', 'rs', map:keys($name:kinds)) ! map{ .: true() })"/>

  <!-- marks the place of an element that a link or the index may lead to -->
  <xsl:template name="print:anchor" as="element()?">
    <xsl:if test="map:contains($print:mentionable, local-name(.)) or (@xml:id and map:contains($print:places, print:address(.)))">
      <anchor id="{print:address(.)}" linked="true">
        <xsl:if test="ancestor::tei:note"><xsl:attribute name="note" select="'true'"/></xsl:if>
      </anchor>
    </xsl:if>
  </xsl:template>

  <!-- returns words for the book that the edition's locale holds -->
  <xsl:function name="print:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="loc:text('print.' || $key)"/>
  </xsl:function>

</xsl:stylesheet>
